/** Light or dark: as the system says, until somebody says otherwise. */
import { useLayoutEffect, useState } from "preact/hooks";

export function ThemeToggle() {
  const [dark, setDark] = useState(() => matchMedia("(prefers-color-scheme: dark)").matches);
  // Before it is painted, or the other colours would flash up.
  useLayoutEffect(() => {
    document.documentElement.setAttribute("data-theme", dark ? "dark" : "light");
  }, [dark]);
  return (
    <button type="button" class="theme" aria-pressed={dark} onClick={() => setDark(!dark)}>
      Dark
    </button>
  );
}
