#include "exchange/markup.h"

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <pthread.h>

enum {
	/* libxml2 compares each attribute with all others before it shows the tag: how long one may grow is decided by what
	 * is not parsed yet, how many it may have by whether there is a second such tag. */
	PENDING_BYTES_MAX = 65536, ATTRIBUTES_MAX = 64, DEPTH_MAX = 32
};

struct markup {
	const struct markup_handler *handler;
	void *owner;
	xmlParserCtxtPtr parser;
	size_t depth;
	const char *refusal;
	xmlSchemaPtr schema;
	xmlSchemaValidCtxtPtr validity;
	xmlSchemaSAXPlugPtr plug;
	xmlSAXHandlerPtr validator;	/* the handlers of the validity, which are called before ours */
	void *validator_context;
};

/* libxml2's attributes: five pointers each. */
enum { ATTRIBUTE_NAME = 0, ATTRIBUTE_SPACE = 2, ATTRIBUTE_VALUE = 3, ATTRIBUTE_END = 4, ATTRIBUTE_POINTERS = 5 };

const char *element_attribute(const struct element *element, const char *name, size_t *length)
{
	const xmlChar *const *at = element->attributes;

	for (size_t i = 0; i < element->attribute_count; i++, at += ATTRIBUTE_POINTERS)
		if (strcmp((const char *)at[ATTRIBUTE_NAME], name) == 0) {
			*length = (size_t)(at[ATTRIBUTE_END] - at[ATTRIBUTE_VALUE]);
			return (const char *)at[ATTRIBUTE_VALUE];
		}
	return NULL;
}

const char *element_attribute_copy(struct arena *arena, const struct element *element, const char *name)
{
	size_t length;
	const char *value = element_attribute(element, name, &length);

	return value != NULL ? arena_copy(arena, value, length) : "";
}

bool element_says(const struct element *element, const char *name)
{
	size_t length;
	const char *value = element_attribute(element, name, &length);

	return value != NULL && ((length == 1 && *value == '1') || (length == 4 && memcmp(value, "true", 4) == 0));
}

void markup_refuse(struct markup *markup, const char *word)
{
	if (markup->refusal == NULL)
		markup->refusal = word;
	xmlStopParser(markup->parser);
}

const char *markup_refusal(const struct markup *markup)
{
	return markup->refusal;
}

/* An attribute xsi:schemaLocation would have the validity load files, from the network too. */
static bool names_a_schema(const xmlChar **attributes, int count)
{
	for (int i = 0; i < count; i++, attributes += ATTRIBUTE_POINTERS)
		if (attributes[ATTRIBUTE_SPACE] != NULL
		    && strcmp((const char *)attributes[ATTRIBUTE_SPACE], "http://www.w3.org/2001/XMLSchema-instance") == 0)
			return true;
	return false;
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *space, int space_count,
		     const xmlChar **spaces, int attribute_count, int defaulted, const xmlChar **attributes)
{
	struct markup *markup = context;
	const struct element element = {
		.name = (const char *)name, .space = space != NULL ? (const char *)space : "", .attributes = attributes,
		.attribute_count = (size_t)attribute_count };

	if (markup->refusal != NULL)
		return;
	if (attribute_count > ATTRIBUTES_MAX || space_count > ATTRIBUTES_MAX || ++markup->depth > DEPTH_MAX) {
		markup_refuse(markup, "broken");
		return;
	}
	if (markup->validator != NULL && names_a_schema(attributes, attribute_count)) {
		markup_refuse(markup, "not_our_xml");
		return;
	}
	if (markup->validator != NULL)
		markup->validator->startElementNs(markup->validator_context, name, prefix, space, space_count, spaces,
						  attribute_count, defaulted, attributes);
	if (markup->refusal == NULL)
		markup->handler->start(markup->owner, &element);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *space)
{
	struct markup *markup = context;

	if (markup->refusal != NULL)
		return;
	markup->depth--;
	if (markup->validator != NULL)
		markup->validator->endElementNs(markup->validator_context, name, prefix, space);
	if (markup->refusal == NULL)
		markup->handler->end(markup->owner, (const char *)name);
}

static void on_text(void *context, const xmlChar *bytes, int length)
{
	struct markup *markup = context;

	if (markup->refusal != NULL)
		return;
	if (markup->validator != NULL)
		markup->validator->characters(markup->validator_context, bytes, length);
	markup->handler->text(markup->owner, (const char *)bytes, (size_t)length);
}

/* libxml2 says nothing about it: xmlStopParser leaves no error either (m). */
static void on_doctype(void *context, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	(void)name;
	(void)external;
	(void)system;
	markup_refuse(context, "doctype");
}

static void on_invalid(void *context, xmlErrorPtr error)
{
	(void)error;
	markup_refuse(context, "not_our_xml");
}

static void be_silent(void *context, xmlErrorPtr error)
{
	(void)context;
	(void)error;
}

static bool open_schema(struct markup *markup, const char *path)
{
	xmlSchemaParserCtxtPtr parser = xmlSchemaNewParserCtxt(path);

	if (parser == NULL)
		return false;
	xmlSchemaSetParserStructuredErrors(parser, be_silent, NULL);
	markup->schema = xmlSchemaParse(parser);
	xmlSchemaFreeParserCtxt(parser);
	if (markup->schema == NULL)
		return false;
	markup->validity = xmlSchemaNewValidCtxt(markup->schema);
	if (markup->validity == NULL)
		return false;
	xmlSchemaSetValidStructuredErrors(markup->validity, on_invalid, markup);
	markup->plug = xmlSchemaSAXPlug(markup->validity, &markup->validator, &markup->validator_context);
	return markup->plug != NULL;
}

struct markup *markup_open(struct arena *arena, const struct markup_handler *handler, void *owner, const char *schema)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	xmlSAXHandler sax = {
		.initialized = XML_SAX2_MAGIC, .startElementNs = on_start, .endElementNs = on_end, .characters = on_text,
		.ignorableWhitespace = on_text, .cdataBlock = on_text, .internalSubset = on_doctype, .serror = be_silent };
	struct markup *markup = ARENA_NEW(arena, struct markup);

	pthread_once(&once, xmlInitParser);
	markup->handler = handler;
	markup->owner = owner;
	markup->parser = xmlCreatePushParserCtxt(&sax, markup, NULL, 0, NULL);
	if (markup->parser == NULL || (schema != NULL && !open_schema(markup, schema))) {
		markup_close(markup);
		return NULL;
	}
	xmlCtxtUseOptions(markup->parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	return markup;
}

void markup_close(struct markup *markup)
{
	if (markup->plug != NULL)
		xmlSchemaSAXUnplug(markup->plug);
	if (markup->validity != NULL)
		xmlSchemaFreeValidCtxt(markup->validity);
	if (markup->schema != NULL)
		xmlSchemaFree(markup->schema);
	if (markup->parser != NULL) {
		if (markup->parser->myDoc != NULL)
			xmlFreeDoc(markup->parser->myDoc);
		xmlFreeParserCtxt(markup->parser);
	}
	*markup = (struct markup){ .refusal = markup->refusal };
}

bool markup_feed(struct markup *markup, const char *bytes, size_t length)
{
	const xmlParserInput *input;

	if (markup->refusal != NULL)
		return false;
	xmlParseChunk(markup->parser, bytes, (int)length, length == 0);
	input = markup->parser->input;
	if (markup->refusal == NULL && (!markup->parser->wellFormed || (length == 0 && markup->depth != 0)
					|| (input != NULL && input->end - input->cur > PENDING_BYTES_MAX)))
		markup->refusal = "broken";
	return markup->refusal == NULL;
}
