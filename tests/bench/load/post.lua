-- The same body sent again and again: post.lua -- BODY
local folder = os.getenv("YM_LOAD")
dofile(folder .. "/report.lua")

function init(args)
	wrk.method = "POST"
	wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
	wrk.body = args[1]
end
