/** From a pressed key to what it asks for. */
import type { Move } from "../../model/moves.ts";

/** Of the timeline alone: elsewhere they scroll the page and move between tabs. */
const INSIDE: Readonly<Record<string, Move>> = {
  ArrowDown: "next",
  ArrowUp: "previous",
  ArrowRight: "nextOnObject",
  ArrowLeft: "previousOnObject",
  PageDown: "forward",
  PageUp: "back",
  Home: "first",
  End: "last",
};
const EVERYWHERE: Readonly<Record<string, Move | "help">> = { j: "next", k: "previous", "?": "help" };

/** Null for keys that mean nothing here, or something to the field that they were pressed in. */
export function moveOf(event: KeyboardEvent, everywhere: boolean): Move | "help" | null {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (target instanceof Element && target.closest("input, select, textarea, dialog, [role=tablist]") !== null)
    return null;
  if (everywhere) return EVERYWHERE[key] ?? null;
  const scrolls = target instanceof Element && target.closest(".panel, pre") !== null;
  return (scrolls ? undefined : INSIDE[key]) ?? EVERYWHERE[key] ?? null;
}
