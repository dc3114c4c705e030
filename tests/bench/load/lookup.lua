-- A slip looked up again and again, each visitor with a session and a form's token of its own: lookup.lua -- LINES THREADS SLIP NAME BARE.
local folder = os.getenv("YM_LOAD")
dofile(folder .. "/report.lua")
dofile(folder .. "/lines.lua")

local requests, at = {}, 0

function init(args)
	for _, line in ipairs(read_lines(args[1], tonumber(args[2]))) do
		local session, token = line:match("(%S+) (%S+)")
		requests[#requests + 1] = wrk.format("POST", "/yimeng/aid/lookup/slip",
			{ ["Cookie"] = "__Secure-ym-aid=" .. session, ["Content-Type"] = "application/x-www-form-urlencoded", ["X-Bare"] = args[5] },
			"form_token=" .. token .. "&slip=" .. args[3] .. "&name=" .. args[4])
	end
end

function request()
	at = at % #requests + 1
	return requests[at]
end
