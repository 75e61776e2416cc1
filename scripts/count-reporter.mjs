// A node:test reporter that writes how many tests passed, failed and were skipped, as one JSON object.
export default async function* count(events) {
  let suites = 0;
  for await (const { type, data } of events) {
    // The tests of a suite that is skipped are not counted: so the suite is.
    if (type === "test:pass" && data.skip && data.details.type === "suite") suites += 1;
    if (type !== "test:summary" || data.file !== undefined) continue;
    const { passed, failed, cancelled, skipped, todo } = data.counts;
    yield JSON.stringify({ passed, failed: failed + cancelled, skipped: skipped + todo + suites });
  }
}
