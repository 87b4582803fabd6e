#!/usr/bin/env node
// What `npm start` runs first: plain Node, so that it works before anything is installed.
process.argv.splice(2, 0, "start");
await import("./run.mjs");
