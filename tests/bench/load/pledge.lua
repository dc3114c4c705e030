-- Pledges, each with a session and a form token of its own: pledge.lua -- TOKENS THREADS FIRST LAST PATH
-- PATH has %d where the campaign's number goes. Done early where the tokens do not last.
local folder = os.getenv("YM_LOAD")
dofile(folder .. "/report.lua")
dofile(folder .. "/lines.lua")

local lines, at, first, count, path = nil, 0, 0, 0, ""
local headers = { ["Content-Type"] = "application/x-www-form-urlencoded" }

function init(args)
	lines = read_lines(args[1], tonumber(args[2]))
	first, count, path = tonumber(args[3]), tonumber(args[4]) - tonumber(args[3]) + 1, args[5]
end

function request()
	at = at + 1
	if at >= #lines then wrk.thread:stop() end
	local session, token = lines[math.min(at, #lines)]:match("(%S+) (%S+)")
	headers["Cookie"] = "__Secure-ym-pledge=" .. session
	return wrk.format("POST", path:format(first + (at * 7 + number) % count), headers,
		"form_token=" .. token .. "&website=&preset=100&amount=&giver=person&credit_code=&name=%E7%8E%8B%E5%BB%BA%E5%9B%BD" ..
		"&telephone=13800138000&visibility=surname&receipt_title=&payer_name=&email=&message=")
end
