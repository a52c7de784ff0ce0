/**
 * The partial order of sequentially consistent accesses and fences: a graph in which it has a cycle is not
 * consistent. After RC11 (Lahav, Vafeiadis, Kang, Hur, Dreyer: "Repairing Sequential Consistency in
 * C/C++11", PLDI 2017), in the form that GenMC implements, which forbids a little more: of the published
 * tests, 22 executions of Z6.U instead of 24, and 17 of WWmerge1 instead of 18.
 *
 * Of two such events one comes before the other where program order, reads-from, modification order or
 * from-reads says so, or where its successor happens before the other's predecessor; a fence stands for
 * all that happens after it, on the left, or before it, on the right.
 */
import { type Event, within } from "./event.ts";
import type { Graph } from "./graph.ts";

interface Node {
  readonly event: Event;
  /** What it stands for as the earlier, and as the later of two. */
  readonly left: readonly Event[];
  readonly right: readonly Event[];
}

export function pscAccepts(graph: Graph): boolean {
  const strong = graph.threads.flatMap((events) => events.filter(({ ordering }) => ordering === "SeqCst"));
  if (strong.length < 2) return true;
  for (const order of graph.writes) for (let i = 0; i < order.length; i++) (order[i] as Event).position = i;
  const nodes = nodesOf(graph, strong);
  const later = nodes.map((from) => nodes.filter((to) => to !== from && comesBefore(graph, from, to)));
  return acyclic(nodes, later);
}

function nodesOf(graph: Graph, strong: readonly Event[]): Node[] {
  const all = strong.some(isFence) ? graph.threads.flat() : [];
  return strong.map((event) => {
    if (!isFence(event)) return { event, left: [event], right: [event] };
    const left = all.filter((other) => other === event || happensBefore(event, other));
    return { event, left, right: all.filter((other) => other === event || happensBefore(other, event)) };
  });
}

function comesBefore(graph: Graph, from: Node, to: Node): boolean {
  if (strongly(graph, from.event, to.event)) return true;
  if (from.left.some((a) => to.right.some((b) => a !== b && directly(a, b)))) return true;
  if (!isFence(from.event) || !isFence(to.event)) return false;
  return happensBefore(from.event, to.event) || from.left.some((a) => to.right.some((b) => communicates(a, b)));
}

/** The successor of `a` happens before the predecessor of `b`. */
function strongly(graph: Graph, a: Event, b: Event): boolean {
  return a.index + 1 < (graph.past(b.thread, b.index).hb[a.thread] ?? 0);
}

/** Program order, or one step of reads-from, modification order or from-reads. */
function directly(a: Event, b: Event): boolean {
  if (a.thread === b.thread) return a.index < b.index;
  if (a.location < 0 || a.location !== b.location) return false;
  if (b.kind === "read") return a.kind === "write" && b.source === a;
  return (a.kind === "write" ? a : (a.source as Event)).position < b.position;
}

/** Reads-from, modification order and from-reads, in any succession. */
function communicates(a: Event, b: Event): boolean {
  if (a === b || a.location < 0 || a.location !== b.location) return false;
  const from = a.kind === "write" ? a.position : (a.source as Event).position + 1;
  const to = b.kind === "write" ? b.position : (b.source as Event).position;
  return a.kind === "write" && b.kind === "write" ? from < to : from <= to;
}

const isFence = (event: Event): boolean => event.kind === "fence";

const happensBefore = (a: Event, b: Event): boolean => a !== b && within(a, b.hb);

function acyclic(nodes: readonly Node[], later: readonly (readonly Node[])[]): boolean {
  const state = new Map<Node, "open" | "done">();
  const visit = (node: Node): boolean => {
    const before = state.get(node);
    if (before !== undefined) return before === "done";
    state.set(node, "open");
    if (!(later[nodes.indexOf(node)] as readonly Node[]).every(visit)) return false;
    state.set(node, "done");
    return true;
  };
  return nodes.every(visit);
}
