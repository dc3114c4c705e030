-- Families' own pages, each with a session of its own: family.lua -- LINES THREADS PATH; PATH has %s where the pair's code goes.
local folder = os.getenv("YM_LOAD")
dofile(folder .. "/report.lua")
dofile(folder .. "/lines.lua")

local requests, at = {}, 0

function init(args)
	for _, line in ipairs(read_lines(args[1], tonumber(args[2]))) do
		local code, session = line:match("(%S+) (%S+)")
		requests[#requests + 1] = wrk.format("GET", args[3]:format(code), { ["Cookie"] = "__Secure-ym-match=" .. session })
	end
end

function request()
	at = at % #requests + 1
	return requests[at]
end
