import { describeDeployment } from './describe-deployment.ts';
import { generations } from './run-terragrunt.ts';

for (const generation of generations.filter(({ name }) => name === 'terragrunt-0.55')) describeDeployment(generation);
