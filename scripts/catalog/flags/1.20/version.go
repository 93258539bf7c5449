package main

import (
	"reflect"
	"sync/atomic"
	"unsafe"

	"github.com/spf13/pflag"
	utilfeature "k8s.io/apiserver/pkg/util/feature"
	"k8s.io/component-base/featuregate"
	"k8s.io/kubernetes/cmd/kube-apiserver/app/options"
)

func addMoreFlags(flags *pflag.FlagSet) {
	options.AddCustomGlobalFlags(flags)
}

// This version keeps what it knows to itself.
func featureGates() map[featuregate.Feature]featuregate.FeatureSpec {
	known := reflect.ValueOf(utilfeature.DefaultMutableFeatureGate).Elem().FieldByName("known")
	return (*atomic.Value)(unsafe.Pointer(known.Pointer())).Load().(map[featuregate.Feature]featuregate.FeatureSpec)
}

// In this version no gate needs another.
func gateDependencies() map[string][]string {
	return nil
}
