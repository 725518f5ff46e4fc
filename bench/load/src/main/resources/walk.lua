-- Sends the request in the file args[1] as it stands. If it has a place for a token, each request carries the next line of args[2].
local requests = {}
local sent = 0

function init(args)
  local file = assert(io.open(args[1], "rb"))
  local text = file:read("*a")
  file:close()
  local from, to = text:find("@TOKEN@", 1, true)
  if not from then
    requests[1] = text
    return
  end
  for token in io.lines(args[2]) do
    requests[#requests + 1] = text:sub(1, from - 1) .. token .. text:sub(to + 1)
  end
end

function request()
  sent = sent + 1
  return requests[(sent - 1) % #requests + 1]
end

function done(summary)
  local errors = summary.errors
  io.write(string.format("BENCH %d %d %d\n", summary.requests, summary.duration,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
