#include "view/place.h"

#include <string.h>

static bool is_listed(const char *const *list, const char *name)
{
	for (; *list; list++) {
		if (strcmp(*list, name) == 0)
			return true;
	}
	return false;
}

bool place_is_blocked(const char *attribute)
{
	return strncmp(attribute, "on", 2) == 0 || strcmp(attribute, "style") == 0 || strcmp(attribute, "srcdoc") == 0;
}

/* Elements that load or frame what they point at: their URLs stay on our own site. */
static bool loads(const struct element_facts *element)
{
	static const char *const loaders[] = { "script", "iframe", "embed", "object", "base", "use", NULL };
	static const char *const pointing[] = { "canonical", "alternate", "next", "prev", "help", "license", "author", "search",
						NULL };

	if (strcmp(element->name, "link") == 0)
		return !element->rel || !is_listed(pointing, element->rel);
	return is_listed(loaders, element->name);
}

enum place place_of_attribute(const struct element_facts *element, const char *attribute)
{
	static const char *const urls[] = { "href", "xlink:href", "src", "action", "formaction", "poster", "cite", "data",
					    "background", "longdesc", "codebase", "manifest", "itemid", "usemap", NULL };
	static const char *const flags[] = { "allowfullscreen", "async", "autofocus", "autoplay", "checked", "controls",
					     "default", "defer", "disabled", "formnovalidate", "hidden", "inert", "ismap",
					     "itemscope", "loop", "multiple", "muted", "nomodule", "novalidate", "open",
					     "playsinline", "readonly", "required", "reversed", "selected", NULL };
	static const char *const grammars[] = { "srcset", "imagesrcset", "ping", "archive", "classid", "http-equiv", "xmlns",
						"rel", "is", "sandbox", "allow", "nonce", "integrity", NULL };

	if (place_is_blocked(attribute) || is_listed(grammars, attribute))
		return PLACE_REFUSED;
	if (strcmp(attribute, "content") == 0 && element->http_equiv)
		return PLACE_REFUSED;
	if (strcmp(element->name, "script") == 0 && strcmp(attribute, "src") != 0)
		return PLACE_REFUSED;
	if (is_listed(urls, attribute))
		return loads(element) ? PLACE_URL_LOCAL : PLACE_URL;
	if (!element->svg && is_listed(flags, attribute))
		return PLACE_FLAG;
	return PLACE_ATTRIBUTE;
}

bool element_is_void(const char *name)
{
	static const char *const list[] = { "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
					    "source", "track", "wbr", NULL };

	return is_listed(list, name);
}

bool element_holds_text_only(const char *name)
{
	static const char *const list[] = { "title", "textarea", NULL };

	return is_listed(list, name);
}

bool element_holds_nothing(const char *name)
{
	static const char *const list[] = { "script", "iframe", NULL };

	return is_listed(list, name);
}

/* An SVG animation can write a link's target; foreignObject and MathML change the parser's mode; the others have content
 * that parsers read in different ways. */
bool element_is_refused(const char *name, bool svg)
{
	static const char *const html[] = { "style", "plaintext", "xmp", "listing", "noembed", "noframes", "frameset", "frame",
					    "applet", "template", "noscript", "math", "svg", "param", "keygen", "isindex", NULL };
	static const char *const drawing[] = { "script", "style", "foreignObject", "animate", "animateMotion",
					       "animateTransform", "set", "handler", "iframe", NULL };

	return is_listed(svg ? drawing : html, name);
}

bool name_is_plain(const char *name, bool svg)
{
	const char *allowed = svg ? "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"
				  : "abcdefghijklmnopqrstuvwxyz0123456789-";

	return name[0] >= 'A' && name[0] <= 'z' && name[strspn(name, allowed)] == '\0';
}
