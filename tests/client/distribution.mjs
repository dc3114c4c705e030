// Are two lots of durations drawn from one? By ranks (Mann and Whitney), which see a shift, and by the largest distance of the two
// distribution functions (Kolmogorov and Smirnov), which sees any other difference. Both are asymptotic: fine from a hundred each on.
export const rankSum = (a, b) => {
	const all = [...a.map(value => ({ value, of: 0 })), ...b.map(value => ({ value, of: 1 }))].sort((x, y) => x.value - y.value);
	let ranks = 0;
	for (let i = 0; i < all.length;) {
		let end = i;
		while (end < all.length && all[end].value === all[i].value)
			end++;
		for (let j = i; j < end; j++)
			ranks += all[j].of === 0 ? (i + end + 1) / 2 : 0;
		i = end;
	}
	const mean = a.length * (all.length + 1) / 2;
	return (ranks - mean) / Math.sqrt(mean * b.length / 6);
};

// The probability that |z| is larger by chance: erfc of z / √2, by its continued fraction (Lentz) where it is small.
export const chanceOfZ = z => {
	const x = Math.abs(z);
	if (x < 3) {
		let sum = x, term = x;
		for (let i = 1; i < 100; i++)
			sum += term *= -x * x / 2 / i * (2 * i - 1) / (2 * i + 1);
		return 1 - Math.sqrt(2 / Math.PI) * sum;
	}
	let fraction = x;
	for (let i = 60; i > 0; i--)
		fraction = x + i / fraction;
	return Math.sqrt(2 / Math.PI) * Math.exp(-x * x / 2) / fraction;
};

export const chanceOfDistance = (a, b) => {
	const [x, y] = [a, b].map(values => [...values].sort((p, q) => p - q));
	let distance = 0;
	for (let i = 0, j = 0; i < x.length && j < y.length;) {
		const at = Math.min(x[i], y[j]);
		while (i < x.length && x[i] <= at)
			i++;
		while (j < y.length && y[j] <= at)
			j++;
		distance = Math.max(distance, Math.abs(i / x.length - j / y.length));
	}
	const size = Math.sqrt(x.length * y.length / (x.length + y.length)), lambda = (size + 0.12 + 0.11 / size) * distance;
	let sum = 0;
	for (let k = 1; k <= 100; k++)
		sum += 2 * (-1) ** (k - 1) * Math.exp(-2 * k * k * lambda * lambda);
	return Math.min(1, Math.max(0, lambda < 0.2 ? 1 : sum));
};

export const median = values => [...values].sort((p, q) => p - q)[values.length >> 1];
