import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Agenda, type Appointment } from "./agenda.ts";
import { Execution } from "./execution.ts";

const nothing = (): void => undefined;

function agendaOf(...dues: number[]): { readonly agenda: Agenda; readonly made: Appointment[] } {
  const agenda = new Agenda(new Execution());
  return { agenda, made: dues.map((due) => agenda.at(due, nothing)) };
}

describe("an agenda", () => {
  it("knows when the next appointment is due, and says never where there is none", () => {
    const { agenda, made } = agendaOf(30, 10, 20);
    expect(agenda.nextDue()).toBe(10);
    agenda.cancel(made[1] as Appointment);
    expect(agenda.nextDue()).toBe(20);
    for (const appointment of made) agenda.cancel(appointment);
    expect(agenda.nextDue()).toBe(Number.POSITIVE_INFINITY);
    expect(agenda.pending).toBe(0);
  });

  it("gives out only what is due, the earliest made of equals first", () => {
    const { agenda, made } = agendaOf(5, 9, 5, 5);
    expect(agenda.countDue(4)).toBe(0);
    expect(agenda.countDue(5)).toBe(3);
    expect(agenda.take(0)).toBe(made[0]);
    expect(agenda.take(1)).toBe(made[3]);
    expect(agenda.take(0)).toBe(made[2]);
    expect(agenda.countDue(8)).toBe(0);
    expect(agenda.countDue(9)).toBe(1);
  });

  it("lets what has come due be cancelled until it is taken", () => {
    const { agenda, made } = agendaOf(5, 5);
    expect(agenda.countDue(5)).toBe(2);
    agenda.cancel(made[0] as Appointment);
    expect(agenda.countDue(5)).toBe(1);
    expect(agenda.take(0)).toBe(made[1]);
    agenda.cancel(made[1] as Appointment);
    expect(agenda.pending).toBe(0);
    expect(agenda.nextDue()).toBe(Number.POSITIVE_INFINITY);
  });

  it("counts those in the background apart", () => {
    const { agenda } = agendaOf(5);
    const background = agenda.at(7, nothing, true);
    expect([agenda.pending, agenda.foreground]).toEqual([2, 1]);
    agenda.cancel(background);
    expect([agenda.pending, agenda.foreground]).toEqual([1, 1]);
  });

  it("is in order whatever was made and cancelled", () => {
    const changes = fc.array(fc.oneof(fc.nat(50), fc.record({ cancel: fc.nat(30) })), { maxLength: 60 });
    fc.assert(
      fc.property(changes, (all) => {
        const agenda = new Agenda(new Execution());
        const made: Appointment[] = [];
        const live = new Set<Appointment>();
        for (const change of all) {
          if (typeof change === "number") {
            const appointment = agenda.at(change, nothing);
            made.push(appointment);
            live.add(appointment);
          } else {
            const appointment = made[change.cancel];
            if (appointment === undefined) continue;
            agenda.cancel(appointment);
            live.delete(appointment);
          }
        }
        const expected = [...live].sort((one, other) => one.dueNs - other.dueNs || one.serial - other.serial);
        const kept: Appointment[] = [];
        for (let due = agenda.nextDue(); due < Number.POSITIVE_INFINITY; due = agenda.nextDue()) {
          for (let left = agenda.countDue(due); left > 0; left--) kept.push(agenda.take(0));
        }
        expect(kept).toEqual(expected);
      }),
      { seed: 6, numRuns: 200 },
    );
  });
});
