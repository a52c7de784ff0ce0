/** Lists of ids as the golden tables have them, `[a,[b,c],d]` for a, b to c, d, in one word: `a,b-c,d`. */
export function runs(ids) {
  return ids.length === 0 ? "-" : ids.map((id) => (Array.isArray(id) ? id.join("-") : id)).join(",");
}
