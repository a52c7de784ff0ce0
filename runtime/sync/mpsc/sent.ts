/** A message on its way through the list: tells two equal ones apart, for monitors. */
export class Sent<T> {
  readonly value: T;

  constructor(value: T) {
    this.value = value;
  }
}
