-- The lines of a file, shared out between wrk's threads: thread i of n has lines i, i + n, …
local threads = 0

function setup(thread)
	thread:set("number", threads)
	threads = threads + 1
end

function read_lines(path, of)
	local lines, at = {}, 0
	for line in io.lines(path) do
		if at % of == number then lines[#lines + 1] = line end
		at = at + 1
	end
	return lines
end
