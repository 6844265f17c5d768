-- Searches for wrk, at some 1,000 a second with 11 connections: each waits 4 to 12 ms before it asks again.
--   scripts/bench_explorer large.sqlite --addresses addresses.txt
--   miner explore --store large.sqlite --workers 2
--   wrk -t1 -c11 -d30 --latency -s scripts/search.lua http://127.0.0.1:8050 -- addresses.txt
local addresses, at = {}, 0

function init(arguments)
  for line in io.lines(arguments[1]) do addresses[#addresses + 1] = line end
end

function delay() return math.random(4, 12) end

function request()
  at = at % #addresses + 1
  return wrk.format("GET", addresses[at])
end
