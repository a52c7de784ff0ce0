/** A scenario's name, which breaks after its area where there is no room for it. */

export function ScenarioName({ name }: { readonly name: string }) {
  const [area = "", ...rest] = name.split("/");
  if (rest.length === 0) return <>{area}</>;
  return (
    <>
      {area}/<wbr />
      {rest.join("/")}
    </>
  );
}
