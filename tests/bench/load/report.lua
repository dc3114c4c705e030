-- One line for the shell: requests, seconds, failures, median and 99th percentile in milliseconds.
function done(summary, latency, requests)
	local errors = summary.errors
	io.write(string.format("wrk %d %.3f %d %.3f %.3f\n", summary.requests, summary.duration / 1e6,
		errors.connect + errors.read + errors.write + errors.status + errors.timeout,
		latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
