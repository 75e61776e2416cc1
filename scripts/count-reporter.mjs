// A node:test reporter that writes how many tests passed, failed and were skipped, as one JSON object.
export default async function* count(events) {
  for await (const { type, data } of events) {
    if (type !== "test:summary" || data.file !== undefined) continue;
    const { passed, failed, cancelled, skipped, todo } = data.counts;
    yield JSON.stringify({ passed, failed: failed + cancelled, skipped: skipped + todo });
  }
}
