// Loaded before a process of the product: its clock goes CLOCK_SHIFT milliseconds wrong, as by faketime.
const shift = Number(process.env.CLOCK_SHIFT ?? 0);
const RealDate = Date;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, self) =>
    Reflect.construct(target, given.length > 0 ? given : [target.now() + shift], self),
  apply: (target) => new target(target.now() + shift).toString(),
  get: (target, name) => (name === "now" ? () => target.now() + shift : Reflect.get(target, name)),
});
