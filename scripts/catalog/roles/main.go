// Prints which feature gates the default roles and bindings, and each of their rules, need in the version that this is compiled with: for a role
// or binding that needs any, as JSON, one a line. With all gates on everything is there; what goes when a gate goes needs it.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"

	rbacv1 "k8s.io/api/rbac/v1"
	utilfeature "k8s.io/apiserver/pkg/util/feature"
	"k8s.io/klog/v2"
	_ "k8s.io/kubernetes/pkg/features"
	"k8s.io/kubernetes/plugin/pkg/auth/authorizer/rbac/bootstrappolicy"
)

// The rules of each object, as JSON, by resource, namespace and name.
type policy map[string][]string

func text(value interface{}) string {
	out, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(out)
}

func rulesOf(rules []rbacv1.PolicyRule) []string {
	texts := []string{}
	for _, rule := range rules {
		texts = append(texts, text(rule))
	}
	return texts
}

func current() policy {
	all := policy{}
	for _, role := range append(bootstrappolicy.ClusterRoles(), bootstrappolicy.ControllerRoles()...) {
		all["clusterroles//"+role.Name] = rulesOf(role.Rules)
	}
	for _, binding := range append(bootstrappolicy.ClusterRoleBindings(), bootstrappolicy.ControllerRoleBindings()...) {
		all["clusterrolebindings//"+binding.Name] = nil
	}
	for namespace, roles := range bootstrappolicy.NamespaceRoles() {
		for _, role := range roles {
			all["roles/"+namespace+"/"+role.Name] = rulesOf(role.Rules)
		}
	}
	for namespace, bindings := range bootstrappolicy.NamespaceRoleBindings() {
		for _, binding := range bindings {
			all["rolebindings/"+namespace+"/"+binding.Name] = nil
		}
	}
	return all
}

// What a rule of `all` lacks in `some`: nil if it is there as it is, and otherwise the resources or paths that it lacks; "*" if it is not there.
func lacking(name string, all, some []string) [][]string {
	left := append([]string{}, some...)
	lacks := make([][]string, len(all))
	for at, rule := range all {
		lacks[at] = []string{"*"}
		for other, candidate := range left {
			if candidate == rule {
				lacks[at], left = nil, append(left[:other:other], left[other+1:]...)
				break
			}
		}
	}
	for _, smaller := range left {
		found := false
		for at, rule := range all {
			if names, is := lessThan(rule, smaller); is && len(lacks[at]) == 1 && lacks[at][0] == "*" {
				lacks[at], found = names, true
				break
			}
		}
		if !found {
			fmt.Fprintf(os.Stderr, "%s has a rule that goes when a gate is on: %s\n", name, smaller)
			os.Exit(1)
		}
	}
	return lacks
}

// The resources and paths of a rule that another, which is the same else, lacks.
func lessThan(all, some string) ([]string, bool) {
	rule, smaller := parsed(all), parsed(some)
	lacks := append(missing(rule.Resources, smaller.Resources), missing(rule.NonResourceURLs, smaller.NonResourceURLs)...)
	smaller.Resources, smaller.NonResourceURLs = rule.Resources, rule.NonResourceURLs
	return lacks, text(smaller) == all
}

func parsed(from string) rbacv1.PolicyRule {
	rule := rbacv1.PolicyRule{}
	if err := json.Unmarshal([]byte(from), &rule); err != nil {
		panic(err)
	}
	return rule
}

func missing(all, some []string) []string {
	there := map[string]bool{}
	for _, name := range some {
		there[name] = true
	}
	lacks := []string{}
	for _, name := range all {
		if !there[name] {
			lacks = append(lacks, name)
		}
	}
	return lacks
}

// Those that may be switched.
func unlocked(gates, known map[string]bool) map[string]bool {
	found := map[string]bool{}
	for name, value := range gates {
		if _, is := known[name]; is {
			found[name] = value
		}
	}
	return found
}

// Gates of the whole, and by the index of a rule those of the rule ("*") and of its resources and paths.
type needs struct {
	Gates []string                       `json:"gates,omitempty"`
	Rules map[string]map[string][]string `json:"rules,omitempty"`
}

func set(gates map[string]bool) {
	if err := utilfeature.DefaultMutableFeatureGate.SetFromMap(gates); err != nil {
		panic(err)
	}
}

// The gate, and those that cannot be on without it, with the value.
func withDependents(gate string, value bool, found map[string]bool) map[string]bool {
	found[gate] = value
	for dependent, needed := range gateDependencies() {
		for _, name := range needed {
			if _, known := found[dependent]; name == gate && !known {
				withDependents(dependent, value, found)
			}
		}
	}
	return found
}

func main() {
	klog.LogToStderr(false)
	klog.SetOutput(io.Discard)
	names := []string{}
	on := map[string]bool{}
	for name, spec := range featureGates() {
		if !spec.LockToDefault && name != "AllAlpha" && name != "AllBeta" {
			names = append(names, string(name))
			on[string(name)] = true
		}
	}
	sort.Strings(names)
	set(on)
	all := current()
	found := map[string]*needs{}
	for name := range all {
		found[name] = &needs{Rules: map[string]map[string][]string{}}
	}
	for _, gate := range names {
		off := withDependents(gate, false, map[string]bool{})
		set(unlocked(off, on))
		without := current()
		set(on)
		for name := range without {
			if _, known := all[name]; !known {
				panic(name + " goes when a gate is on")
			}
		}
		for name, rules := range all {
			some, there := without[name]
			if !there {
				found[name].Gates = append(found[name].Gates, gate)
				continue
			}
			for at, names := range lacking(name, rules, some) {
				for _, lacks := range names {
					need := found[name].Rules[fmt.Sprint(at)]
					if need == nil {
						need = map[string][]string{}
						found[name].Rules[fmt.Sprint(at)] = need
					}
					need[lacks] = append(need[lacks], gate)
				}
			}
		}
	}
	lines := []string{}
	for name, need := range found {
		if need.Gates != nil || len(need.Rules) > 0 {
			lines = append(lines, text(name)+": "+text(need))
		}
	}
	sort.Strings(lines)
	fmt.Printf("{\n%s\n}\n", strings.Join(lines, ",\n"))
}
