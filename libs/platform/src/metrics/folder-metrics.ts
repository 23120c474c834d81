import type { StatsFs } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Metrics } from './metrics.js';

/** Sizes of the disk of a folder, or of the nearest folder above it that exists. */
async function diskOf(folder: string): Promise<StatsFs> {
  try {
    return await statfs(folder);
  } catch (error) {
    if (dirname(folder) === folder) throw error;
    return diskOf(dirname(folder));
  }
}

/** Adds the size and the free space of the disk of a folder, in bytes. `name` is its label, in place of its path. */
export function measureDisk(metrics: Metrics, name: string, folder: string): void {
  const [free, size] = ['regieboek_disk_free_bytes', 'regieboek_disk_size_bytes'] as const;
  const measures = [
    { name: free, help: 'Bytes that are free for this process, by folder.', labels: ['folder'] },
    { name: size, help: 'Bytes of the disk, by folder.', labels: ['folder'] },
  ];
  metrics.add('disk', measures, async () => {
    const { bavail, blocks, bsize } = await diskOf(folder);
    const labels = { folder: name };
    return [
      { name: free, labels, value: bavail * bsize },
      { name: size, labels, value: blocks * bsize },
    ];
  });
}
