// Prints the shape of every type of the Kubernetes API as JSON: src/engine/catalog/<version>/types.json. The shapes come
// from Go's own structs by reflection, because the order of the fields, their JSON names and omitempty are what the server
// writes by, and the names of the Go types stand in its error messages.
//
// A type is named by the end of its package: core/v1.Pod is k8s.io/api/core/v1.Pod, which Go prints as v1.Pod.
// A struct is an object of its fields in order: JSON name -> "GoName type flags"; an embedded field has + before its name.
// Flags: omitempty, omitzero, #N (protobuf field number), repeated (a named list without a message of its own), patch=STRATEGY, key=PATCH MERGE KEY.
// Any other named type is the type it is made of; one that reads JSON by a method of its own is "custom TYPE".
//
// Run by ../generate.sh with the modules of the version.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"regexp"
	"sort"
	"strings"

	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	apiextensionsv1beta1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes/scheme"
	apiregistrationv1 "k8s.io/kube-aggregator/pkg/apis/apiregistration/v1"
	apiregistrationv1beta1 "k8s.io/kube-aggregator/pkg/apis/apiregistration/v1beta1"
)

var unmarshaler = reflect.TypeOf((*json.Unmarshaler)(nil)).Elem()
var packagePrefix = regexp.MustCompile(`^(k8s\.io/api|k8s\.io/[a-z-]+/pkg/apis|k8s\.io/apimachinery/pkg(/api|/util)?)/`)

type structType []field
type field struct{ name, spec string }

// MarshalJSON keeps the order of the fields.
func (s structType) MarshalJSON() ([]byte, error) {
	var parts []string
	for _, f := range s {
		parts = append(parts, quoted(f.name)+":"+quoted(f.spec))
	}
	return []byte("{" + strings.Join(parts, ",") + "}"), nil
}

func quoted(text string) string {
	b, _ := json.Marshal(text)
	return string(b)
}

type collector struct{ types map[string]interface{} }

func short(t reflect.Type) string {
	return packagePrefix.ReplaceAllString(t.PkgPath(), "") + "." + t.Name()
}

// ref is how a field names its type; what it names is collected on the way.
func (c *collector) ref(t reflect.Type) string {
	if t.PkgPath() != "" {
		c.collect(t)
		return short(t)
	}
	switch t.Kind() {
	case reflect.Ptr:
		return "*" + c.ref(t.Elem())
	case reflect.Slice:
		return "[]" + c.ref(t.Elem())
	case reflect.Map:
		return "map[" + c.ref(t.Key()) + "]" + c.ref(t.Elem())
	}
	return t.String()
}

func (c *collector) collect(t reflect.Type) {
	name := short(t)
	if _, done := c.types[name]; done {
		return
	}
	c.types[name] = nil
	custom := reflect.PtrTo(t).Implements(unmarshaler)
	switch {
	case t.Kind() == reflect.Struct && custom:
		c.types[name] = "custom struct"
		if t.Name() != "Time" && t.Name() != "MicroTime" && t.Name() != "Quantity" {
			for i := 0; i < t.NumField(); i++ {
				c.ref(t.Field(i).Type)
			}
		}
	case t.Kind() == reflect.Struct:
		c.types[name] = c.fields(t)
	case custom:
		c.types[name] = "custom " + c.underlying(t)
	default:
		c.types[name] = c.underlying(t)
	}
}

func (c *collector) underlying(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Slice:
		return "[]" + c.ref(t.Elem())
	case reflect.Map:
		return "map[" + c.ref(t.Key()) + "]" + c.ref(t.Elem())
	}
	return t.Kind().String()
}

func (c *collector) fields(t reflect.Type) structType {
	fields := structType{}
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		if f.PkgPath != "" && !f.Anonymous {
			continue
		}
		options := strings.Split(f.Tag.Get("json"), ",")
		if options[0] == "-" {
			continue
		}
		name, spec := options[0], f.Name+" "+c.ref(f.Type)
		if name == "" && f.Anonymous {
			name, spec = "+"+f.Name, c.ref(f.Type)
		}
		if name == "" {
			name = f.Name
		}
		for _, option := range options[1:] {
			if option == "omitempty" || option == "omitzero" {
				spec += " " + option
			}
		}
		if tag := strings.Split(f.Tag.Get("protobuf"), ","); len(tag) > 1 {
			spec += " #" + tag[1]
			if tag[2] == "rep" && f.Type.PkgPath() != "" {
				spec += " repeated"
			}
		}
		if strategy := f.Tag.Get("patchStrategy"); strategy != "" {
			spec += " patch=" + strategy
		}
		if key := f.Tag.Get("patchMergeKey"); key != "" {
			spec += " key=" + key
		}
		fields = append(fields, field{name, spec})
	}
	return fields
}

func main() {
	all := scheme.Scheme
	for _, add := range []func() error{
		func() error { return apiextensionsv1.AddToScheme(all) },
		func() error { return apiextensionsv1beta1.AddToScheme(all) },
		func() error { return apiregistrationv1.AddToScheme(all) },
		func() error { return apiregistrationv1beta1.AddToScheme(all) },
	} {
		if err := add(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	c := &collector{types: map[string]interface{}{}}
	kinds := map[string]map[string]string{}
	for gvk, t := range all.AllKnownTypes() {
		gv := gvk.GroupVersion().String()
		if gvk.Version == "__internal" || (strings.HasPrefix(short(t), "meta/v1.") && gvk.Kind != "Status" && gv != "v1") {
			continue
		}
		if kinds[gv] == nil {
			kinds[gv] = map[string]string{}
		}
		kinds[gv][gvk.Kind] = c.ref(t)
	}
	for _, object := range []interface{}{metav1.APIGroupList{}, metav1.APIResourceList{}, metav1.APIVersions{}, metav1.Table{}, metav1.PartialObjectMetadataList{}} {
		c.ref(reflect.TypeOf(object))
	}
	printSorted("kinds", len(kinds), func(emit func(string, interface{})) {
		var names []string
		for name := range kinds {
			names = append(names, name)
		}
		sort.Strings(names)
		for _, name := range names {
			emit(name, kinds[name])
		}
	}, "{\n", ",\n")
	printSorted("types", len(c.types), func(emit func(string, interface{})) {
		var names []string
		for name := range c.types {
			names = append(names, name)
		}
		sort.Strings(names)
		for _, name := range names {
			emit(name, c.types[name])
		}
	}, "", "\n}\n")
}

// printSorted writes one entry a line, so that a change of one type is a change of one line.
func printSorted(title string, total int, each func(func(string, interface{})), before, after string) {
	fmt.Print(before, quoted(title), ":{\n")
	count := 0
	each(func(name string, value interface{}) {
		b, err := json.Marshal(value)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		count++
		separator := ","
		if count == total {
			separator = ""
		}
		fmt.Printf("%s:%s%s\n", quoted(name), b, separator)
	})
	fmt.Print("}", after)
}
