package main

import (
	"github.com/spf13/pflag"
	utilfeature "k8s.io/apiserver/pkg/util/feature"
	"k8s.io/component-base/featuregate"
)

func addMoreFlags(*pflag.FlagSet) {}

func featureGates() map[featuregate.Feature]featuregate.FeatureSpec {
	return utilfeature.DefaultMutableFeatureGate.GetAll()
}
