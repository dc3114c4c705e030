-- A pledge followed from another browser: its code and four digits are sent, then its page is read.
-- follow.lua -- PLEDGES THREADS FORM_PATH PAGE_PATH; PAGE_PATH has %s where the code goes.
local folder = os.getenv("YM_LOAD")
dofile(folder .. "/report.lua")
dofile(folder .. "/lines.lua")

local requests, at = {}, 0

function init(args)
	for _, line in ipairs(read_lines(args[1], tonumber(args[2]))) do
		local code, last_four, session, token, grant = line:match("(%S+) (%S+) (%S+) (%S+) (%S+)")
		local cookie = "__Secure-ym-pledge=" .. session
		requests[#requests + 1] = wrk.format("POST", args[3],
			{ ["Cookie"] = cookie, ["Content-Type"] = "application/x-www-form-urlencoded" },
			"form_token=" .. token .. "&code=" .. code .. "&last_four=" .. last_four)
		requests[#requests + 1] = wrk.format("GET", args[4]:format(code),
			{ ["Cookie"] = cookie .. "; __Secure-ym-pledge-grant=" .. grant })
	end
end

function request()
	at = at % #requests + 1
	return requests[at]
end
