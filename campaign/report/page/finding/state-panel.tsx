/** What the object of the chosen step holds: a state word bit by bit, with the bits that the step changed marked. */
import { type Held, valueAt, wordIn } from "../../model/values.ts";

export function StatePanel({ held, at }: { readonly held: Held; readonly at: number }) {
  const now = valueAt(held, at);
  if (now === null) return null;
  const before = now.before === null ? null : wordIn(held, now.before);
  const word = wordIn(held, now.value);
  return (
    <section class="state" aria-label={`State of ${held.label}`}>
      <h3>
        {held.label} <span class="muted">{held.sort}</span>
      </h3>
      {word === null || held.bits.length === 0 ? (
        <PlainValue before={now.before} value={now.value} />
      ) : (
        <ul class="bits">
          {held.bits.map((bit) => (
            <Bit
              key={bit}
              name={bit}
              set={word.names.includes(bit)}
              was={before === null ? null : before.names.includes(bit)}
            />
          ))}
          {word.fields.map(([name, value]) => {
            const old = before?.fields.find(([other]) => other === name)?.[1];
            const changed = old !== undefined && old !== value;
            return (
              <li key={name} class={`bit field${changed ? " changed" : ""}`}>
                {name} {changed && <s>{old}</s>} {value}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

function Bit({ name, set, was }: { readonly name: string; readonly set: boolean; readonly was: boolean | null }) {
  const changed = was !== null && was !== set;
  const sign = changed ? (set ? "+" : "\u2212") : "";
  const heard = `${set ? "set" : "clear"}${changed ? ", changed by this step" : ""}`;
  return (
    <li class={`bit ${set ? "set" : "clear"}${changed ? " changed" : ""}`}>
      <span aria-hidden="true">{sign}</span>
      {name}
      <span class="hidden-text"> {heard}</span>
    </li>
  );
}

function PlainValue({ before, value }: { readonly before: string | null; readonly value: string }) {
  return (
    <p class="mono whole">
      {before !== null && before !== value && (
        <>
          <s>{before}</s> {"\u2192"}{" "}
        </>
      )}
      <strong>{value}</strong>
    </p>
  );
}
