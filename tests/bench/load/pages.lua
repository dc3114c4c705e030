-- Several pages in turn: pages.lua -- PATH…
dofile(os.getenv("YM_LOAD") .. "/report.lua")
local requests, at = {}, 0

function init(args)
	for i = 1, #args do requests[i] = wrk.format("GET", args[i]) end
end

function request()
	at = at % #requests + 1
	return requests[at]
end
