import { chmod, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../suites/command.ts';
import { type FoundBrowser, versionOf } from './find.ts';

/**
 * Debian's packages of the browser, the preferred one first (older releases have only the second),
 * and a font with Cyrillic for the pages it shows.
 */
export const browserPackages = ['chromium-headless-shell', 'chromium'] as const;
export const fontPackage = 'fonts-dejavu-core';

type Copied =
  | ({ readonly ok: true } & FoundBrowser)
  | { readonly ok: false; readonly problem: string };

/**
 * Chromium for a user who may not install anything: apt finds and verifies the packages in state
 * folders of our own, measured against what the system really has, and dpkg only unpacks them. A
 * small script then runs the unpacked browser with the unpacked libraries and fonts. Made once;
 * half a copy is never used.
 */
export async function privateCopy(options: {
  readonly folder: string;
  readonly onDownload: () => void;
}): Promise<Copied> {
  const { folder } = options;
  const launcher = join(folder, 'chromium');
  const present = await versionOf(launcher);
  if (present !== null) return { ok: true, path: launcher, version: present };

  options.onDownload();
  await mkdir(folder, { recursive: true });
  const apt = join(folder, 'apt');
  const fresh = join(folder, 'files.new');
  await rm(fresh, { recursive: true, force: true });
  try {
    const problem = (await download(apt)) ?? (await unpack(apt, fresh));
    if (problem !== null) return { ok: false, problem };
    await rm(join(folder, 'files'), { recursive: true, force: true });
    await rename(fresh, join(folder, 'files'));
    await writeLauncher(folder, launcher);
  } finally {
    await rm(apt, { recursive: true, force: true });
    await rm(fresh, { recursive: true, force: true });
  }
  const version = await versionOf(launcher);
  const problem = await whyNoPage(folder, launcher);
  if (version !== null && problem === null) return { ok: true, path: launcher, version };
  await rm(launcher, { force: true });
  return { ok: false, problem: problem ?? `${launcher} --version` };
}

/** Null when the browser shows a page; a version it says even without its data files. */
async function whyNoPage(folder: string, launcher: string): Promise<string | null> {
  const profile = join(folder, 'first-profile');
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${profile}`];
  const { output } = await runCommand(
    [launcher, ...flags, '--dump-dom', 'data:text/html,<p>kopeck</p>'],
    { cwd: folder },
  );
  await rm(profile, { recursive: true, force: true });
  return output.includes('<p>kopeck</p>') ? null : output.trim();
}

/** Null when every package and what it needs lies in `apt/archives`. */
async function download(apt: string): Promise<string | null> {
  for (const name of ['lists/partial', 'archives/partial']) {
    await mkdir(join(apt, name), { recursive: true });
  }
  const options = {
    'Dir::State': apt,
    'Dir::State::Lists': join(apt, 'lists'),
    'Dir::State::status': '/var/lib/dpkg/status',
    'Dir::Cache': apt,
    'Dir::Cache::Archives': join(apt, 'archives'),
    'Dir::Log': apt,
    'Debug::NoLocking': 'true',
    'APT::Sandbox::User': '',
    // Hooks of the system's own configuration write where only root may.
    'APT::Update::Post-Invoke-Success::': '',
    'DPkg::Post-Invoke::': '',
  };
  const flags = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  // --reinstall: the named packages are wanted even where the system has them (see
  // KOPECK_CHROMIUM).
  const install = ['install', '-y', '--reinstall', '--download-only', '--no-install-recommends'];
  const updated = await runCommand(['apt-get', ...flags, 'update'], { cwd: apt });
  let said = updated.output;
  for (const browser of browserPackages) {
    const installed = await runCommand(
      ['apt-get', ...flags, ...install, browser, fontPackage, 'chromium-common'],
      { cwd: apt },
    );
    if (installed.code === 0) return null;
    said += installed.output;
  }
  return said.trim();
}

/** Unpacks every downloaded package. Packages that the system has already are not among them. */
async function unpack(apt: string, into: string): Promise<string | null> {
  await mkdir(into);
  const archives = (await readdir(join(apt, 'archives'))).filter((name) => name.endsWith('.deb'));
  for (const archive of archives) {
    const { code, output } = await runCommand(
      ['dpkg-deb', '--extract', join(apt, 'archives', archive), into],
      { cwd: into },
    );
    if (code !== 0) return output.trim();
  }
  return null;
}

/**
 * The packages expect to lie in /usr: libraries are found through LD_LIBRARY_PATH, fonts through a
 * configuration that adds the unpacked ones to the system's.
 */
async function writeLauncher(folder: string, launcher: string): Promise<void> {
  const files = join(folder, 'files');
  const libraries = await libraryFolders(join(files, 'usr/lib'));
  const fonts = join(folder, 'fonts.conf');
  await writeFile(
    fonts,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${escapeXml(join(files, 'usr/share/fonts'))}</dir>
  <cachedir>${escapeXml(join(folder, 'font-cache'))}</cachedir>
  <alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
  <alias><family>serif</family><prefer><family>DejaVu Serif</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
`,
  );
  const draft = `${launcher}.new`;
  await writeFile(
    draft,
    `#!/bin/sh
export LD_LIBRARY_PATH=${quote(libraries.join(':'))}"\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export FONTCONFIG_FILE=${quote(fonts)}
exec ${quote(await browserIn(join(files, 'usr/lib/chromium')))} "$@"
`,
  );
  await chmod(draft, 0o755);
  await rename(draft, launcher);
}

/** The unpacked browser, by the name of its package. */
async function browserIn(folder: string): Promise<string> {
  const files = await readdir(folder);
  return join(folder, browserPackages.find((name) => files.includes(name)) ?? 'chromium');
}

/**
 * usr/lib itself and the folders in it that hold shared libraries: the machine's triplet and a few
 * more.
 */
async function libraryFolders(usrLib: string): Promise<readonly string[]> {
  const found = [usrLib];
  for (const name of await readdir(usrLib)) {
    const folder = join(usrLib, name);
    if (!(await stat(folder)).isDirectory()) continue;
    const libraries = (await readdir(folder)).some((file) => /\.so(\.|$)/.test(file));
    if (libraries) found.push(folder);
    // Some packages keep theirs one level below the triplet (blas, pulseaudio).
    for (const inner of libraries ? await readdir(folder) : []) {
      if (inner === 'pulseaudio') found.push(join(folder, inner));
    }
  }
  return found;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
