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

// Which gates a gate needs.
func gateDependencies() map[string][]string {
	names := map[string][]string{}
	for name, needed := range utilfeature.DefaultMutableFeatureGate.Dependencies() {
		for _, other := range needed {
			names[string(name)] = append(names[string(name)], string(other))
		}
	}
	return names
}
