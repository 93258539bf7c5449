// The peer of bench/cel.ts: reads an object, expressions and how often to evaluate them, and writes the time and cost of each.
package main

import (
	"encoding/json"
	"os"
	"time"

	"github.com/google/cel-go/cel"
	"k8s.io/apimachinery/pkg/util/version"
	"k8s.io/apiserver/pkg/cel/environment"
)

type asked struct {
	Object      map[string]any `json:"object"`
	Rounds      int            `json:"rounds"`
	Expressions []string       `json:"expressions"`
}

type measured struct {
	Nanoseconds float64 `json:"nanoseconds"`
	Cost        uint64  `json:"cost"`
}

// whole makes whole numbers int64, as in objects of Kubernetes.
func whole(value any) any {
	switch typed := value.(type) {
	case map[string]any:
		for key, inner := range typed {
			typed[key] = whole(inner)
		}
	case []any:
		for at, inner := range typed {
			typed[at] = whole(inner)
		}
	case float64:
		if typed == float64(int64(typed)) {
			return int64(typed)
		}
	}
	return value
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func main() {
	var given asked
	if err := json.NewDecoder(os.Stdin).Decode(&given); err != nil {
		panic(err)
	}
	variables := environment.VersionedOptions{IntroducedVersion: version.MajorMinor(1, 0), EnvOptions: []cel.EnvOption{cel.Variable("object", cel.DynType)}}
	set := must(environment.MustBaseEnvSet(version.MajorMinor(1, 37)).Extend(variables))
	env := must(set.Env(environment.StoredExpressions))
	activation := map[string]any{"object": whole(given.Object)}
	answers := make([]measured, 0, len(given.Expressions))
	for _, expression := range given.Expressions {
		ast, issues := env.Compile(expression)
		if issues != nil {
			panic(issues.String())
		}
		program := must(env.Program(ast))
		_, details, err := program.Eval(activation)
		if err != nil {
			panic(err)
		}
		began := time.Now()
		for round := 0; round < given.Rounds; round++ {
			if _, _, err := program.Eval(activation); err != nil {
				panic(err)
			}
		}
		spent := float64(time.Since(began).Nanoseconds()) / float64(given.Rounds)
		answers = append(answers, measured{Nanoseconds: spent, Cost: *details.ActualCost()})
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		panic(err)
	}
}
