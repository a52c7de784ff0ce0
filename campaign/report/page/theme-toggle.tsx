/** Light or dark: as the system says, until somebody says otherwise. */
import { useEffect, useState } from "preact/hooks";

export function ThemeToggle() {
  const [dark, setDark] = useState(() => matchMedia("(prefers-color-scheme: dark)").matches);
  useEffect(() => {
    document.documentElement.setAttribute("data-theme", dark ? "dark" : "light");
  }, [dark]);
  return (
    <button type="button" class="theme" aria-pressed={dark} onClick={() => setDark(!dark)}>
      Dark
    </button>
  );
}
