#!/usr/bin/env node
// Draws a point for every township of Linyi, at random within its county's polygon (linyi-counties.geojson), the same at every run, and
// writes demo_places.sql:	node data/draw-places.mjs >data/demo_places.sql
// They are a demonstration's: no survey, no map. An installation loads the points its own bureau has.
import { readFileSync } from 'node:fs';

const folder = new URL('.', import.meta.url);
const counties = JSON.parse(readFileSync(new URL('linyi-counties.geojson', folder))).features;
const divisions = readFileSync(new URL('divisions.csv', folder), 'utf8').trim().split(/\r?\n/).slice(1).map(line => line.split(','));

// Of one number to the next (Lehmer); the seed is the township's own code.
const drawer = seed => () => (seed = seed * 48271 % 2147483647) / 2147483647;

const inside = ([x, y], ring) => {
	let within = false;
	for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
		const [xi, yi] = ring[i], [xj, yj] = ring[j];
		if (yi > y !== yj > y && x < (xj - xi) * (y - yi) / (yj - yi) + xi) within = !within;
	}
	return within;
};

const point = (ring, code) => {
	const draw = drawer(Number(code) % 2147483646 + 1);
	const xs = ring.map(at => at[0]), ys = ring.map(at => at[1]);
	const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
	for (;;) {
		const at = [left + draw() * (right - left), low + draw() * (high - low)];
		if (inside(at, ring)) return at;
	}
};

const rings = new Map(counties.map(({ properties, geometry }) => [properties.name, geometry.coordinates[0]]));
const names = new Map(divisions.map(([code, , , name]) => [code, name]));
const rows = divisions.filter(([, , level]) => level === 'township').flatMap(([code, parent]) => {
	const ring = rings.get(names.get(parent));
	if (ring === undefined) return [];
	const [longitude, latitude] = point(ring, code);
	return [`	('${code}', ${Math.round(latitude * 1e6)}, ${Math.round(longitude * 1e6)}, 'demonstration: drawn at random within the county')`];
});
console.log(`-- Where the townships of the demonstration lie: points drawn at random within each county's polygon by data/draw-places.mjs. No map.
SET NAMES utf8mb4;
INSERT IGNORE INTO division_place (code, latitude_e6, longitude_e6, source) VALUES
${rows.join(',\n')};`);
