// A member of staff's steps in a browser.
import { hire, sessionCookie, signedIn } from '../client/staffing.mjs';
import { site, visitor } from './browser.mjs';

// A page on which this person is signed in already, the code typed just now.
export const atWork = async (person, options = {}) => {
	const page = await visitor(options);
	const token = signedIn(person).cookies.get(sessionCookie).value;
	// Of a secure cookie only an https address is believed here; the browser itself sends it to loopback.
	await page.context().addCookies([{ name: sessionCookie, value: token, domain: new URL(site.url).hostname, path: site.admin, secure: true, httpOnly: true, sameSite: 'Lax' }]);
	return page;
};

export const openDesk = (page, path = '/') => page.goto(site.admin + path);

export const staffOf = role => hire({ role });
