import type { Cases } from '../../check.ts';
import { seen, unseen } from '../../check.ts';
import type { HostFacts, RebootFacts } from '../facts.ts';
import { but, host, sound } from '../sound.contract.ts';

const reboot = (more: Partial<RebootFacts>) => host({ reboot: but(sound.reboot, more) });
const kernels = (running: string, ...all: readonly string[]) => reboot({ running, kernels: seen('/boot', all) });

export const rebootPendingCases: Cases<HostFacts> = {
  good: {
    'the newest kernel': sound,
    'newer of another flavour': kernels('6.1.0-28-cloud-amd64', '6.1.0-28-cloud-amd64', '6.12.0-1-amd64'),
    'older ones with longer numbers': kernels('6.1.0-28-amd64', '6.1.0-9-amd64', '6.1.0-28-amd64'),
    'a build that is the installed one': reboot({
      build: seen('dpkg-query', { installed: '6.1.119-1', running: '6.1.119-1' }),
    }),
  },
  bad: {
    'asked for': reboot({ wanted: ['linux-image-amd64', 'libc6'] }),
    'asked for without a reason': reboot({ wanted: [] }),
    'a newer kernel': kernels('6.1.0-28-amd64', '6.1.0-28-amd64', '6.1.0-30-amd64'),
    'a newer kernel of Ubuntu': kernels('6.8.0-45-generic', '6.8.0-45-generic', '6.8.0-50-generic'),
    'the same name, built anew': reboot({
      build: seen('dpkg-query', { installed: '6.1.123-1', running: '6.1.119-1' }),
    }),
    'a newer kernel from backports': kernels('6.10.11+bpo-amd64', '6.10.11+bpo-amd64', '6.11.2+bpo-amd64'),
  },
  near: {
    'a build that could not be asked': reboot({ build: unseen('dpkg-query', 'it did not answer in time') }),
    'no kernel under /boot': kernels('6.1.0-28-amd64'),
    'a kernel of the provider': kernels('6.18.44-fc', '6.1.0-28-amd64'),
    'a container': host({ kind: seen('/proc', { container: 'lxc' }), reboot: but(sound.reboot, { wanted: [] }) }),
    'a closed /boot': reboot({ kernels: unseen('/boot', 'root only') }),
  },
};
