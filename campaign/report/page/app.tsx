/** What all pages have: the head with the light switch, and which page the address asks for. */
import { useEffect, useState } from "preact/hooks";
import type { FindingView, ReportData } from "../data.ts";
import { CampaignPage } from "./campaign/campaign-page.tsx";
import { FindingPage } from "./finding/finding-page.tsx";
import { findingHash } from "./finding-hash.ts";
import { ThemeToggle } from "./theme-toggle.tsx";

export function App({ data }: { readonly data: ReportData }) {
  const hash = useHash();
  const chosen = data.page === "finding" ? data.finding : chosenOf(data.campaign.findings, hash);
  return (
    <>
      <a class="skip" href={CONTENT}>
        Skip to the content
      </a>
      <header class="top">
        <a class="brand" href="#overview">
          reveille
        </a>
        <span class="muted">{data.page === "finding" ? data.finding.file : `campaign ${data.campaign.folder}`}</span>
        <ThemeToggle />
      </header>
      <main id="content" tabIndex={-1}>
        {data.page === "campaign" && chosen !== null && (
          <nav aria-label="Back">
            <a href="#overview">&larr; all of the campaign</a>
          </nav>
        )}
        {chosen !== null && <FindingPage key={chosen.file} finding={chosen} />}
        {data.page === "campaign" && chosen === null && <CampaignPage campaign={data.campaign} />}
      </main>
      <footer class="muted">reveille {data.version}. This file needs no network.</footer>
    </>
  );
}

function chosenOf(findings: readonly { readonly view: FindingView }[], hash: string): FindingView | null {
  return findings.find(({ view }) => hash === findingHash(view))?.view ?? null;
}

/** Where the skip link leads: no page of its own. */
const CONTENT = "#content";

function useHash(): string {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const onChange = (): void => {
      if (location.hash === CONTENT) return;
      setHash(location.hash);
      window.scrollTo(0, 0);
    };
    window.addEventListener("hashchange", onChange);
    return () => window.removeEventListener("hashchange", onChange);
  }, []);
  return hash;
}
