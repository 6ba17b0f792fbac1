// Events of a calendar on standard input as JSON, read by ical.js (Thunderbird).
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { default: ICAL } = await import(pathToFileURL(process.argv[2]));
const root = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));

function shown(time) {
  if (time.isDate) return time.toString();
  const instant = time.toJSDate().toISOString();
  if (time.zone.tzid !== "UTC") throw new Error(`floats: ${time}`);
  return `${instant.slice(0, 16)}Z`;
}

const events = root.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    summary: event.summary,
    starts: shown(event.startDate),
    ends: shown(event.endDate),
    status: component.getFirstPropertyValue("status"),
    location: event.location ?? "",
    text: event.description ?? "",
  };
});
process.stdout.write(JSON.stringify(events));
