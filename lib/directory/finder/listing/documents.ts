import type { DocumentSpec, Visit } from "@/lib/core/document";
import { type PublicElection, publicCurrentElection } from "../../queries";
import { byCode } from "../../rules";
import { type Department, publicDepartments, publicPlacesInPart, publicPlacesWithin } from "./queries";
import { byPostcode, entriesOf, type ListedPlace } from "./rules";
import { DepartmentPage } from "./ui/department";
import { DepartmentsPage } from "./ui/departments";

export interface DepartmentsView {
  readonly election: PublicElection | null;
  readonly departments: readonly Department[];
}

/** Every department: the way to a constituency that asks nothing of a server. */
export const departmentsDocument: DocumentSpec<Record<string, string>, DepartmentsView> = {
  load: async () => {
    const election = await publicCurrentElection();
    const departments = election ? await publicDepartments(election.id) : [];
    return { election, departments: [...departments].sort((a, b) => byCode(a.code, b.code)) };
  },
  view: DepartmentsPage,
};

export interface DepartmentView {
  readonly election: PublicElection;
  readonly department: Department;
  readonly listed: readonly ListedPlace[];
}

async function loadDepartment({ params }: Visit<Record<string, string>>): Promise<DepartmentView | null> {
  const election = await publicCurrentElection();
  const [department] = election ? await publicDepartments(election.id, params.department ?? "") : [];
  if (!election || !department) return null;
  return { election, department, listed: byPostcode(await publicPlacesWithin(department.id, election.id)) };
}

/** The postcodes and communes of a department, each with its constituency. */
export const departmentDocument: DocumentSpec<Record<string, string>, DepartmentView> = {
  load: loadDepartment,
  view: DepartmentPage,
};

/** A part of the index that suggestions read where no app answers; null where it holds nothing. */
export async function indexPart(part: string): Promise<string | null> {
  const election = /^(s-)?[a-z0-9_]{2}$/.test(part) ? await publicCurrentElection() : null;
  if (!election) return null;
  const entries = entriesOf(part, await publicPlacesInPart(part, election.id), election.slug);
  return entries.length > 0 ? JSON.stringify(entries) : null;
}

/** `GET /find/names/co.json`: that part, as the file beside the pages holds it. */
export async function indexDoor(
  _request: Request,
  { params }: { params: Promise<{ readonly file: string }> },
): Promise<Response> {
  const { file } = await params;
  const body = file.endsWith(".json") ? await indexPart(file.slice(0, -5)) : null;
  const headers = { "Content-Type": "application/json", "Cache-Control": "public, max-age=60" };
  return body ? new Response(body, { headers }) : new Response("[]", { status: 404, headers });
}
