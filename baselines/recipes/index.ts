/** The registry of recipes: one experiment a file, and a line here. Plain data, without TensorFlow.js. */
import type { Recipe } from './types.ts';
import { s1Resnet50Forest } from './s1/resnet50-forest.ts';
import { s1Resnet50Logistic } from './s1/resnet50-logistic.ts';
import { s1Resnet50Mlp } from './s1/resnet50-mlp.ts';
import { s1Vgg16BoostingGrid } from './s1/vgg16-boosting-grid.ts';
import { s1Vgg16Boosting } from './s1/vgg16-boosting.ts';
import { s1Vgg16ForestGrid } from './s1/vgg16-forest-grid.ts';
import { s1Vgg16Forest } from './s1/vgg16-forest.ts';
import { s1Vgg16LogisticGrid } from './s1/vgg16-logistic-grid.ts';
import { s1Vgg16Logistic } from './s1/vgg16-logistic.ts';
import { s1Vgg16Mlp } from './s1/vgg16-mlp.ts';
import { s1Vgg19Forest } from './s1/vgg19-forest.ts';
import { s1Vgg19Logistic } from './s1/vgg19-logistic.ts';
import { s1Vgg19Mlp } from './s1/vgg19-mlp.ts';
import { s2FourClassesFineTuned } from './s2/four-classes-fine-tuned.ts';
import { s2FourClassesFrozen } from './s2/four-classes-frozen.ts';
import { s2OpacityFineTuned } from './s2/opacity-fine-tuned.ts';
import { s2OpacityFrozen } from './s2/opacity-frozen.ts';
import { s2OpacityRetrained } from './s2/opacity-retrained.ts';
import { s2OpacityUnitedFineTuned } from './s2/opacity-united-fine-tuned.ts';
import { s2OpacityUnitedFrozen } from './s2/opacity-united-frozen.ts';
import { s3PhowSvm } from './s3/phow-svm.ts';
import { s3Resnet101 } from './s3/resnet101.ts';
import { s3Resnet50 } from './s3/resnet50.ts';
import { s3Vgg11Scratch } from './s3/vgg11-scratch.ts';
import { s3Vgg11 } from './s3/vgg11.ts';
import { s4Alexnet } from './s4/alexnet.ts';
import { s4Densenet121 } from './s4/densenet121.ts';
import { s4EfficientnetB0 } from './s4/efficientnet-b0.ts';
import { s4InceptionV4 } from './s4/inception-v4.ts';
import { s4Resnet101 } from './s4/resnet101.ts';
import { s4StackBoosted } from './s4/stack-boosted.ts';
import { s4StackLogistic } from './s4/stack-logistic.ts';
import { s5Densenet121V0 } from './s5/densenet121-v0.ts';
import { s5Densenet121V1 } from './s5/densenet121-v1.ts';
import { s5Densenet121V2 } from './s5/densenet121-v2.ts';
import { s5Densenet121V3 } from './s5/densenet121-v3.ts';
import { s5InceptionV3 } from './s5/inception-v3.ts';
import { s5Resnet50 } from './s5/resnet50.ts';
import { s5Vgg19 } from './s5/vgg19.ts';
import { s5Xception } from './s5/xception.ts';
import { demoSmallCnn } from './own/demo-small-cnn.ts';
import { demoStack } from './own/demo-stack.ts';
import { vggMlp } from './own/vgg-mlp.ts';
import { vggMlpSmall } from './own/vgg-mlp-small.ts';
import { vggSmall } from './own/vgg-small.ts';
import { xception } from './own/xception.ts';
import { densenet121 } from './own/densenet121.ts';
import { xceptionLogistic } from './own/xception-logistic.ts';
import { xceptionMlp } from './own/xception-mlp.ts';
import { xceptionFineTuned } from './own/xception-fine-tuned.ts';
import { trivialRecipes } from './own/trivial.ts';

export const recipes: readonly Recipe[] = [
	...trivialRecipes,
	demoSmallCnn,
	demoStack,
	vggMlp,
	vggSmall,
	vggMlpSmall,
	xception,
	densenet121,
	xceptionLogistic,
	xceptionMlp,
	xceptionFineTuned,
	s1Resnet50Forest,
	s1Resnet50Logistic,
	s1Resnet50Mlp,
	s1Vgg16BoostingGrid,
	s1Vgg16Boosting,
	s1Vgg16ForestGrid,
	s1Vgg16Forest,
	s1Vgg16LogisticGrid,
	s1Vgg16Logistic,
	s1Vgg16Mlp,
	s1Vgg19Forest,
	s1Vgg19Logistic,
	s1Vgg19Mlp,
	s2FourClassesFineTuned,
	s2FourClassesFrozen,
	s2OpacityFineTuned,
	s2OpacityFrozen,
	s2OpacityRetrained,
	s2OpacityUnitedFineTuned,
	s2OpacityUnitedFrozen,
	s3PhowSvm,
	s3Resnet101,
	s3Resnet50,
	s3Vgg11Scratch,
	s3Vgg11,
	s4Alexnet,
	s4Densenet121,
	s4EfficientnetB0,
	s4InceptionV4,
	s4Resnet101,
	s4StackBoosted,
	s4StackLogistic,
	s5Densenet121V0,
	s5Densenet121V1,
	s5Densenet121V2,
	s5Densenet121V3,
	s5InceptionV3,
	s5Resnet50,
	s5Vgg19,
	s5Xception,
];

export const findRecipe = (id: string): Recipe | undefined =>
	recipes.find((recipe) => recipe.id === id);

export { countHead, defineRecipe } from './define.ts';
export type * from './types.ts';
