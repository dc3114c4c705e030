-- Sign-ins, each of another account: sign_in.lua -- SESSION TOKEN FIRST PASSWORD; accounts are enter000001 and so on, each
-- at an address of its own: of many tries at once from one address only the first are judged.
local folder = os.getenv("YM_LOAD")
dofile(folder .. "/report.lua")

local at, token, password = 0, "", ""
local headers = { ["Content-Type"] = "application/x-www-form-urlencoded" }

function init(args)
	headers["Cookie"] = "__Secure-ym-admin=" .. args[1]
	token, at, password = args[2], tonumber(args[3]), args[4]
end

function request()
	at = at + 1
	headers["X-Forwarded-For"] = string.format("127.%d.%d.%d", 1 + at % 250, 1 + math.floor(at / 250) % 250, 1 + math.floor(at / 62500))
	return wrk.format("POST", "/yimeng/admin/sign-in", headers, string.format(
		"login=enter%06d&password=%s&code=&next=&kept=&form_token=%s", at, password, token))
end
