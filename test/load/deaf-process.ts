// Stands in for a load process whose event loop is stuck: it notices neither a message nor the end of its channel.
const second = 1000;
const endsAt = Date.now() + 20 * second;
while (Date.now() < endsAt) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, second);

export {};
