// Prints what a kube-apiserver of the version it is compiled with takes on its command line: flags, feature gates, admission
// plugins and API versions, as JSON, one a line. flags.sh compiles it together with the file of the version.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sort"
	"strings"

	"github.com/spf13/pflag"
	apiextensions "k8s.io/apiextensions-apiserver/pkg/apiserver"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/component-base/cli/globalflag"
	"k8s.io/component-base/version/verflag"
	aggregator "k8s.io/kube-aggregator/pkg/apiserver/scheme"
	"k8s.io/kubernetes/cmd/kube-apiserver/app/options"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	_ "k8s.io/kubernetes/pkg/controlplane" // registers every API version
	kubeoptions "k8s.io/kubernetes/pkg/kubeapiserver/options"
)

type flag struct {
	Name       string `json:"name"`
	Type       string `json:"type"`
	Default    string `json:"default"`
	Bare       string `json:"bare,omitempty"`
	Deprecated string `json:"deprecated,omitempty"`
	Usage      string `json:"usage"`
}

type gate struct {
	Default   bool     `json:"default"`
	Locked    bool     `json:"locked,omitempty"`
	Stage     string   `json:"stage"`
	DependsOn []string `json:"dependsOn,omitempty"`
}

func line(value interface{}) string {
	out := &bytes.Buffer{}
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(err)
	}
	return strings.TrimSpace(out.String())
}

func lines(values []string) string {
	return "\n  " + strings.Join(values, ",\n  ") + "\n "
}

func main() {
	sets := options.NewServerRunOptions().Flags()
	verflag.AddFlags(sets.FlagSet("global"))
	globalflag.AddGlobalFlags(sets.FlagSet("global"), "kube-apiserver")
	addMoreFlags(sets.FlagSet("generic"))
	all := pflag.NewFlagSet("kube-apiserver", pflag.ContinueOnError)
	for _, set := range sets.FlagSets {
		all.AddFlagSet(set)
	}
	flags := []string{}
	all.VisitAll(func(f *pflag.Flag) {
		usage := f.Usage
		if f.Name == "feature-gates" {
			usage = "A set of key=value pairs that describe feature gates for alpha/experimental features."
		}
		flags = append(flags, line(flag{f.Name, f.Value.Type(), f.DefValue, f.NoOptDefVal, f.Deprecated, usage}))
	})
	gates := []string{}
	dependencies := gateDependencies()
	for name, spec := range featureGates() {
		stage := string(spec.PreRelease)
		if stage == "" {
			stage = "GA"
		}
		gates = append(gates, line(string(name))+": "+line(gate{spec.Default, spec.LockToDefault, stage, dependencies[string(name)]}))
	}
	plugins := []string{}
	for _, plugin := range kubeoptions.NewAdmissionOptions().GenericAdmission.Plugins.Registered() {
		plugins = append(plugins, line(plugin))
	}
	versions := []string{}
	seen := map[string]bool{}
	for _, scheme := range []*runtime.Scheme{legacyscheme.Scheme, apiextensions.Scheme, aggregator.Scheme} {
		for _, version := range scheme.PrioritizedVersionsAllGroups() {
			if name := version.String(); !seen[name] {
				seen[name] = true
				versions = append(versions, line(name))
			}
		}
	}
	sort.Strings(gates)
	sort.Strings(plugins)
	sort.Strings(versions)
	fmt.Printf("{\n \"flags\": [%s],\n \"featureGates\": {%s},\n \"admissionPlugins\": [%s],\n \"groupVersions\": [%s]\n}\n", lines(flags), lines(gates), lines(plugins), lines(versions))
}
