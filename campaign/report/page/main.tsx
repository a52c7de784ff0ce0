/** The page of a report: reads the data that stands beside it and draws it. */
import { render } from "preact";
import type { ReportData } from "../data.ts";
import { App } from "./app.tsx";

const place = document.getElementById("page");
const text = document.getElementById("data")?.textContent;
if (place !== null && typeof text === "string") {
  place.replaceChildren();
  render(<App data={JSON.parse(text) as ReportData} />, place);
}
