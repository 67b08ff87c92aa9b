// What the bench is doing: one line that changes on a terminal, plain lines elsewhere.
const terminal = process.stderr.isTTY;
let open = false;

/** Something that takes a while has begun. */
export function say(text) {
  process.stderr.write(terminal ? `\r\x1b[2K${text} …` : `${text}\n`);
  open = terminal;
}

/** A line that stays. */
export function note(text) {
  process.stderr.write(`${open ? '\r\x1b[2K' : ''}${text}\n`);
  open = false;
}
