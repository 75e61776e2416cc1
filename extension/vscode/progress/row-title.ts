const mostCharacters = 24;

/** A title for a row that has little room: what stands before its colon, and after it; a long one loses its last words. */
export function rowTitle(title: string): { readonly label: string; readonly rest: string | undefined } {
  const [head = "", rest] = title.replaceAll(/[`*]/g, "").split(/:\s+(.*)/su, 2);
  if (head.length <= mostCharacters) return { label: head, rest };
  const words = head.slice(0, mostCharacters).split(" ");
  const whole = words.length > 1 ? words.slice(0, -1) : words;
  return { label: `${whole.join(" ")}…`, rest };
}
