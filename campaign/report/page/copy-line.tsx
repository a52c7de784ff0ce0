/** A command to paste, and a button that copies it. */
import { useState } from "preact/hooks";

export function CopyLine({ label, text }: { readonly label: string; readonly text: string }) {
  const [copied, setCopied] = useState(false);
  const onClick = async (): Promise<void> => {
    setCopied(await copy(text));
    setTimeout(() => setCopied(false), 2_000);
  };
  return (
    <div class="copy-line">
      <span class="muted">{label}</span>
      <code>{text}</code>
      <button type="button" onClick={onClick} aria-label={`Copy the command: ${label}`}>
        <span role="status">{copied ? "Copied" : "Copy"}</span>
      </button>
    </div>
  );
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** Where the clipboard is refused, as from disk in some browsers. */
function copyBySelection(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  return copied;
}
