// Reads the suite's own pages: well-formed tags, every attribute quoted, no scripts inside. Not a parser for the web.

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

export const decode = text => text.replace(/&(#x[0-9a-f]+|#[0-9]+|[a-z]+);/gi, (whole, name) => {
	if (name[0] !== '#')
		return entities[name] ?? whole;
	return String.fromCodePoint(/^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10));
});

// What a person reads, blanks folded. `&nbsp;` stays what it is.
export const textOf = html => decode(html.replace(/<!--[^]*?-->/g, '').replace(/<[^>]*>/g, ' ')).replace(/[ \t\r\n]+/g, ' ').trim();

// The same without any blank: words in a page of Chinese stand next to inline tags.
export const wordsOf = html => textOf(html).replace(/ /g, '');

const attributesOf = source => Object.fromEntries(
	[...source.matchAll(/([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g)].map(([, name, quoted, apostrophed]) =>
		[name, decode(quoted ?? apostrophed ?? '')]));

const emptyNames = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);

// Every element of that name: its attributes and the source between its tags.
export const elements = (html, name) => {
	const found = [];
	const open = new RegExp(`<${name}((?:\\s(?:[^>"']|"[^"]*"|'[^']*')*)?)>`, 'g');
	for (const match of html.matchAll(open)) {
		const from = match.index + match[0].length;
		const childless = emptyNames.has(name) || match[1].endsWith('/');
		found.push({ name, attributes: attributesOf(match[1]), inner: childless ? '' : html.slice(from, closeOf(html, name, from)) });
	}
	return found;
};

const closeOf = (html, name, from) => {
	const tag = new RegExp(`<(/?)${name}(?:\\s(?:[^>"']|"[^"]*"|'[^']*')*)?(/?)>`, 'g');
	tag.lastIndex = from;
	for (let depth = 1, match; (match = tag.exec(html)) !== null;) {
		depth += match[1] ? -1 : match[2] ? 0 : 1;
		if (depth === 0)
			return match.index;
	}
	return html.length;
};

export const byClass = (html, name, wanted) =>
	elements(html, name).filter(element => (element.attributes.class ?? '').split(/\s+/).includes(wanted));

export const byId = (html, name, id) => elements(html, name).find(element => element.attributes.id === id);

// The values a browser would send of this form, in order.
const valuesOf = inner => {
	const values = [];
	const control = /<(input|select|textarea)(?=[\s/>])/g;
	for (const match of inner.matchAll(control)) {
		const [element] = elements(inner.slice(match.index), match[1]);
		const { name, type, value } = element.attributes;
		if (name === undefined || 'disabled' in element.attributes)
			continue;
		if (match[1] === 'textarea') {
			values.push([name, decode(element.inner).replace(/^\n/, '')]);
		} else if (match[1] === 'select') {
			const options = elements(element.inner, 'option');
			const chosen = options.find(option => 'selected' in option.attributes) ?? options[0];
			values.push([name, chosen.attributes.value ?? textOf(chosen.inner)]);
		} else if (type !== 'submit' && type !== 'button' && (!['radio', 'checkbox'].includes(type) || 'checked' in element.attributes)) {
			values.push([name, value ?? (type === 'checkbox' ? 'on' : '')]);
		}
	}
	return values;
};

export const formsOf = html => elements(html, 'form').map(({ attributes, inner }) => ({
	action: attributes.action, method: (attributes.method ?? 'get').toLowerCase(), values: valuesOf(inner), inner,
	get(name) { return this.values.find(([key]) => key === name)?.[1]; },
}));

// The form that is sent by POST to an address that matches, or by GET where `method` says so.
export const formOf = (html, action = /./, method = 'post') => {
	const form = formsOf(html).find(candidate => candidate.method === method && action.test(candidate.action));
	if (form === undefined)
		throw new Error(`no ${method} form to ${action} in: ${textOf(html).slice(0, 300)}`);
	return form;
};

export const linksOf = html => elements(html, 'a').map(({ attributes, inner }) => ({ ...attributes, text: textOf(inner) }));

// The link whose words match.
export const linkOf = (html, words) => linksOf(html).find(link => words.test(link.text));
