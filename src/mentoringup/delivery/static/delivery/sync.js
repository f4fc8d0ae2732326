/* Sending what this device kept, and hearing what others said. Sending the same twice does no harm:
   the server takes each change once. */

const AT_ONCE = 100;
const PATIENCE = 15_000;

/** Why the server could not be asked, in one word: offline, signed_out, forbidden, gone, other. */
export class NotReached extends Error {}

async function asked(address, options = {}) {
  let answer;
  try {
    answer = await fetch(address, {
      cache: "no-store",
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
      ...options,
      headers: { Accept: "application/json", ...options.headers },
    });
  } catch {
    throw new NotReached("offline");
  }
  if (answer.type === "opaqueredirect") throw new NotReached("signed_out");
  if (answer.status === 403) throw new NotReached("forbidden");
  if (answer.status === 404) throw new NotReached("gone");
  if (answer.status === 409) throw new NotReached("other");
  if (!answer.ok) throw new NotReached("offline");
  try {
    return await answer.json();
  } catch {
    throw new NotReached("offline");
  }
}

/** How things stand at the server, a token to send with, and by how much our clock differs. */
export async function hear(addresses) {
  const before = Date.now();
  const heard = await asked(addresses.sheet);
  return { ...heard, offset: Date.parse(heard.now) - (before + Date.now()) / 2 };
}

/** Send some changes of this person; which were taken and refused, and the words that hold now. */
export const send = (addresses, { token, person }, changes) =>
  asked(addresses.changes, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify({ person, changes: changes.slice(0, AT_ONCE) }),
  });
