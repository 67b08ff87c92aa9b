// Imported into a server that is profiled: SIGUSR2 begins, and the next SIGUSR2 ends and writes the profile to PROFILE.
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

const session = new Session();
session.connect();
let begun = false;
process.on('SIGUSR2', async () => {
  if (!begun) {
    begun = true;
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: 500 });
    await session.post('Profiler.start');
    return;
  }
  const { profile } = await session.post('Profiler.stop');
  writeFileSync(process.env.PROFILE, JSON.stringify(profile));
});
