// Command metalabels writes the table of the labels that the service discoveries of Prometheus set on targets, from the sources of the Prometheus that go.mod
// names: one line for each discovery, role and label. A label that ends in `*` stands for all labels that begin so. The last column tells whether each target has
// the label (`always`: its value may still be empty), some have it (`some`), or none unless a setting of the discovery is on (the setting).
package main

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
)

// known are the constants of other packages that names of labels are made of.
var known = map[string]string{
	"MetaLabelPrefix": "__meta_", "AddressLabel": "__address__", "InstanceLabel": "instance", "SchemeLabel": "__scheme__",
	"MetricsPathLabel": "__metrics_path__", "ParamLabelPrefix": "__param_", "JobLabel": "job",
}

// use is a place where a label is set: in a literal, or by an assignment at some depth of conditions and loops.
type use struct {
	file, function, label string
	open                  bool
	depth                 int
}

type pkg struct {
	consts map[string]ast.Expr
	locals map[string]ast.Expr
	uses   []use
}

// text is the value of an expression as far as it is constant; open says that something follows that is not.
func (p *pkg) text(e ast.Expr, hops int) (value string, open, ok bool) {
	if hops > 20 {
		return "", false, false
	}
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			return constant.StringVal(constant.MakeFromLiteral(e.Value, e.Kind, 0)), false, true
		}
	case *ast.Ident:
		if local, found := p.locals[e.Name]; found {
			return p.text(local, hops+1)
		}
		if c, found := p.consts[e.Name]; found {
			return p.text(c, hops+1)
		}
	case *ast.SelectorExpr:
		if v, found := known[e.Sel.Name]; found {
			return v, false, true
		}
	case *ast.ParenExpr:
		return p.text(e.X, hops+1)
	case *ast.CallExpr:
		if len(e.Args) == 1 {
			if s, found := e.Fun.(*ast.SelectorExpr); found && s.Sel.Name == "LabelName" {
				return p.text(e.Args[0], hops+1)
			}
		}
		if s, found := e.Fun.(*ast.SelectorExpr); found && s.Sel.Name == "SanitizeLabelName" {
			if _, joined := e.Args[0].(*ast.BinaryExpr); joined {
				if v, _, ok := p.text(e.Args[0], hops+1); ok {
					return v, true, true
				}
			}
		}
		if s, found := e.Fun.(*ast.SelectorExpr); found && s.Sel.Name == "Sprintf" {
			if f, _, ok := p.text(e.Args[0], hops+1); ok && strings.HasPrefix(f, "%s") {
				if v, _, ok := p.text(e.Args[1], hops+1); ok {
					constant, _, more := strings.Cut(f[2:], "%")
					return v + constant, more, true
				}
			}
		}
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			left, open, ok := p.text(e.X, hops+1)
			if !ok || open {
				return left, open, ok
			}
			right, more, ok := p.text(e.Y, hops+1)
			if !ok {
				return left, true, true
			}
			return left + right, more, true
		}
	}
	return "", false, false
}

func (p *pkg) walk(n ast.Node, file, function string, depth int) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IfStmt:
			if n.Init != nil {
				p.walk(n.Init, file, function, depth)
			}
			p.walk(n.Body, file, function, depth+1)
			if n.Else != nil {
				p.walk(n.Else, file, function, depth+1)
			}
			return false
		case *ast.ForStmt:
			p.walk(n.Body, file, function, depth+1)
			return false
		case *ast.RangeStmt:
			p.walk(n.Body, file, function, depth+1)
			return false
		case *ast.CaseClause:
			for _, s := range n.Body {
				p.walk(s, file, function, depth+1)
			}
			return false
		case *ast.AssignStmt:
			for i, l := range n.Lhs {
				if id, ok := l.(*ast.Ident); ok && len(n.Rhs) == len(n.Lhs) {
					if _, _, ok := p.text(n.Rhs[i], 0); ok {
						p.locals[id.Name] = n.Rhs[i]
					} else {
						delete(p.locals, id.Name)
					}
				}
				if ix, ok := l.(*ast.IndexExpr); ok {
					p.add(ix.Index, file, function, depth)
				}
			}
		case *ast.KeyValueExpr:
			p.add(n.Key, file, function, depth)
		case *ast.CallExpr:
			if id, ok := n.Fun.(*ast.Ident); ok && strings.HasPrefix(id.Name, "add") || ok && strings.Contains(id.Name, "abel") {
				for _, a := range n.Args {
					p.add(a, file, function, depth)
				}
			}
		}
		return true
	})
}

func (p *pkg) add(e ast.Expr, file, function string, depth int) {
	if v, open, ok := p.text(e, 0); ok && (strings.HasPrefix(v, "__") || v == "instance") {
		p.uses = append(p.uses, use{file, function, v, open, depth})
	}
}

// source is what one discovery, in one role, calls to make its targets: each of calls is `folder/function`, with `?` before it if only some targets pass there,
// or `@setting ` if only a setting of the discovery leads there. Several sources of one discovery and role are kinds of targets.
type source struct {
	kind, role string
	calls      []string
	// more are labels whose names are put together where the walk does not follow.
	more []string
}

// object are the labels of a Kubernetes object's metadata.
func object(name string, named bool) []string {
	var labels []string
	for _, part := range []string{"label_*", "labelpresent_*", "annotation_*", "annotationpresent_*"} {
		labels = append(labels, "__meta_kubernetes_"+name+"_"+part)
	}
	if named {
		labels = append(labels, "!__meta_kubernetes_"+name+"_name")
	}
	return labels
}

// with adds a presence to each label.
func with(presence string, labels []string) []string {
	var all []string
	for _, l := range labels {
		all = append(all, presence+strings.TrimPrefix(l, "!"))
	}
	return all
}

func joined(lists ...[]string) []string {
	var all []string
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

var (
	nodeAttached      = with("@attach_metadata.node ", object("node", true))
	namespaceAttached = with("@attach_metadata.namespace ", object("namespace", false))
	network           = []string{"network_id", "network_name", "network_scope", "network_internal", "network_ingress", "network_label_*"}
)

func prefixed(prefix string, names []string) []string {
	var all []string
	for _, n := range names {
		all = append(all, prefix+n)
	}
	return all
}

var sources = []source{
	{"azure", "", []string{"azure/vmToLabelSet"}, nil},
	{"consul", "", []string{"consul/watch", "consul/watchService"}, nil},
	{"digitalocean", "", []string{"digitalocean/digitalocean.go:refresh"}, nil},
	{"digitalocean", "", []string{"digitalocean/digitalocean_db.go:refresh"}, nil},
	{"dns", "", []string{"dns/refreshOne"}, nil},
	{"docker", "", []string{"moby/docker.go:refresh"}, prefixed("__meta_docker_", network)},
	{"dockerswarm", "nodes", []string{"moby/refreshNodes"}, nil},
	{"dockerswarm", "services", []string{"moby/refreshServices"}, prefixed("__meta_dockerswarm_", network)},
	{"dockerswarm", "tasks", []string{"moby/refreshTasks", "?moby/getServicesLabelsAndPorts", "?moby/getNodesLabels"}, prefixed("__meta_dockerswarm_", network)},
	{"ec2", "", []string{"aws/ec2.go:refresh"}, nil},
	{"ecs", "", []string{"aws/ecs.go:refresh"}, nil},
	{"elasticache", "", []string{"aws/addCacheClusterTargets"}, nil},
	{"elasticache", "", []string{"aws/addServerlessCacheTargets"}, nil},
	{"eureka", "", []string{"eureka/targetsForApp"}, nil},
	{"file", "", []string{"file/readFile"}, []string{"*"}},
	{"gce", "", []string{"gce/refresh"}, nil},
	{"hetzner", "", []string{"hetzner/hcloud.go:refresh"}, nil},
	{"hetzner", "", []string{"hetzner/robot.go:refresh"}, nil},
	{"http", "", []string{"http/Refresh"}, []string{"*"}},
	{"ionos", "", []string{"ionos/refresh"}, nil},
	{"kubernetes", "endpoints", []string{"kubernetes/buildEndpoints", "?kubernetes/podLabels", "?kubernetes/serviceLabels"}, joined(object("pod", true), object("service", true), object("endpoints", true), nodeAttached, namespaceAttached)},
	{"kubernetes", "endpointslice", []string{"kubernetes/buildEndpointSlice", "?kubernetes/podLabels", "?kubernetes/serviceLabels"}, joined(object("pod", true), object("service", true), object("endpointslice", true), nodeAttached, namespaceAttached)},
	{"kubernetes", "ingress", []string{"kubernetes/buildIngress", "kubernetes/ingressLabels"}, joined(object("ingress", true), namespaceAttached)},
	{"kubernetes", "node", []string{"kubernetes/buildNode", "kubernetes/nodeLabels"}, object("node", true)},
	{"kubernetes", "pod", []string{"kubernetes/buildPod", "kubernetes/podLabels"}, joined(object("pod", true), nodeAttached, namespaceAttached)},
	{"kubernetes", "service", []string{"kubernetes/buildService", "kubernetes/serviceLabels"}, joined(object("service", true), namespaceAttached)},
	{"kuma", "", []string{"xds/convertKumaV1MonitoringAssignment", "?xds/convertKumaUserLabels"}, nil},
	{"lightsail", "", []string{"aws/lightsail.go:refresh"}, nil},
	{"linode", "", []string{"linode/refreshData"}, nil},
	// Which of two prefixes a port's labels get depends on the application.
	{"marathon", "", []string{"marathon/createTargetGroup", "marathon/targetsForApp"}, []string{"__meta_marathon_port_mapping_label_*"}},
	{"msk", "", []string{"aws/msk.go:refresh"}, nil},
	{"nerve", "", []string{"zookeeper/parseNerveMember"}, nil},
	{"nomad", "", []string{"nomad/refresh"}, nil},
	{"oci", "", []string{"oci/instanceLabels"}, nil},
	{"openstack", "hypervisor", []string{"openstack/hypervisor.go:refresh"}, nil},
	{"openstack", "instance", []string{"openstack/instance.go:refresh"}, nil},
	{"openstack", "loadbalancer", []string{"openstack/loadbalancer.go:refresh"}, nil},
	{"outscale", "", []string{"outscale/vmsToLabelSets"}, nil},
	{"ovhcloud", "", []string{"ovhcloud/dedicated_server.go:refresh"}, nil},
	{"ovhcloud", "", []string{"ovhcloud/vps.go:refresh"}, nil},
	{"puppetdb", "", []string{"puppetdb/refresh"}, nil},
	{"rds", "", []string{"aws/rds.go:refresh"}, nil},
	{"scaleway", "baremetal", []string{"scaleway/baremetal.go:refresh"}, nil},
	{"scaleway", "instance", []string{"scaleway/instance.go:refresh"}, nil},
	{"serverset", "", []string{"zookeeper/parseServersetMember"}, nil},
	{"stackit", "", []string{"stackit/refresh"}, nil},
	{"triton", "", []string{"triton/processContainerResponse"}, nil},
	{"triton", "", []string{"triton/processComputeNodeResponse"}, nil},
	{"uyuni", "", []string{"uyuni/getEndpointLabels"}, nil},
	{"vultr", "", []string{"vultr/refresh"}, nil},
}

// settings are labels that only a setting brings, in functions that bring others without it.
var settings = map[string]string{
	"__meta_kubernetes_pod_deployment_name": "attach_metadata.deployment",
	"__meta_kubernetes_pod_job_name":        "attach_metadata.job",
	"__meta_kubernetes_pod_cronjob_name":    "attach_metadata.cronjob",
}

func presence(label string, always bool) string {
	if s, found := settings[label]; found {
		return s
	}
	if always {
		return "always"
	}
	return "some"
}

// labels are those of one source, each with its presence.
func (s source) labels(uses []use) map[string]string {
	labels := map[string]string{}
	for _, call := range s.calls {
		optional := strings.HasPrefix(call, "?")
		folder, function, _ := strings.Cut(strings.TrimPrefix(call, "?"), "/")
		file, name, found := strings.Cut(function, ":")
		if !found {
			file, name = "", function
		}
		least := -1
		for _, u := range uses {
			if u.in(folder, file, name) && u.isName() && (least < 0 || u.depth < least) {
				least = u.depth
			}
		}
		if least < 0 {
			fmt.Fprintln(os.Stderr, "nothing is set by", call)
			os.Exit(1)
		}
		for _, u := range uses {
			if u.in(folder, file, name) && u.isName() {
				label := u.label
				if u.open {
					label += "*"
				}
				always := !optional && !u.open && u.depth == least
				if before, found := labels[label]; !found || before == "some" {
					labels[label] = presence(label, always)
				}
			}
		}
	}
	for _, m := range s.more {
		switch setting, label, found := strings.Cut(m, " "); {
		case found:
			labels[label] = strings.TrimPrefix(setting, "@")
		case strings.HasPrefix(m, "!"):
			label := strings.TrimPrefix(m, "!")
			labels[label] = presence(label, strings.Contains(label, "_"+s.role+"_name"))
		default:
			labels[m] = "some"
		}
	}
	return labels
}

// isName is false for a prefix that is handed on to where names are made of it.
func (u use) isName() bool {
	return u.open || !strings.HasPrefix(u.label, "__meta_") || !strings.HasSuffix(u.label, "_")
}

func (u use) in(folder, file, function string) bool {
	f, base := filepath.Split(u.file)
	return f == folder+"/" && u.function == function && (file == "" || file == base)
}

// print writes what the kinds of targets of each discovery and role have: always is what all of them have always.
func print(uses []use) {
	type row struct{ kind, role string }
	rows := map[row]map[string]string{}
	var order []row
	for _, s := range sources {
		r := row{s.kind, s.role}
		labels := s.labels(uses)
		before, found := rows[r]
		if !found {
			rows[r] = labels
			order = append(order, r)
			continue
		}
		for label, p := range labels {
			if before[label] != p {
				p = "some"
			}
			before[label] = p
		}
		for label := range before {
			if _, both := labels[label]; !both {
				before[label] = "some"
			}
		}
	}
	fmt.Println("# discovery\trole\tlabel\tset; written by src/test/oracle/metalabels")
	for _, r := range order {
		var names []string
		for label := range rows[r] {
			names = append(names, label)
		}
		sort.Strings(names)
		for _, label := range names {
			role := r.role
			if role == "" {
				role = "-"
			}
			fmt.Printf("%s\t%s\t%s\t%s\n", r.kind, role, label, rows[r][label])
		}
	}
}

// unused tells of constants that are no label that was found: what the walk may have missed.
func (p *pkg) unused(folder string) {
	for name, e := range p.consts {
		v, _, ok := p.text(e, 0)
		if !ok || !strings.HasPrefix(v, "__meta_") {
			continue
		}
		found := false
		for _, u := range p.uses {
			found = found || strings.HasPrefix(u.label, v)
		}
		if !found {
			fmt.Fprintln(os.Stderr, "not followed:", folder, name, v)
		}
	}
}

func main() {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/prometheus/prometheus").Output()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	root := filepath.Join(strings.TrimSpace(string(dir)), "discovery")
	folders, err := os.ReadDir(root)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	var all []use
	for _, folder := range folders {
		if !folder.IsDir() {
			continue
		}
		fset := token.NewFileSet()
		parsed, err := parser.ParseDir(fset, filepath.Join(root, folder.Name()), func(i os.FileInfo) bool { return !strings.HasSuffix(i.Name(), "_test.go") }, 0)
		if err != nil {
			panic(err)
		}
		for _, ps := range parsed {
			p := &pkg{consts: map[string]ast.Expr{}, locals: map[string]ast.Expr{}}
			for _, f := range ps.Files {
				for _, d := range f.Decls {
					if g, ok := d.(*ast.GenDecl); ok && (g.Tok == token.CONST || g.Tok == token.VAR) {
						for _, s := range g.Specs {
							v := s.(*ast.ValueSpec)
							for i, name := range v.Names {
								if i < len(v.Values) {
									p.consts[name.Name] = v.Values[i]
								}
							}
						}
					}
				}
			}
			for name, f := range ps.Files {
				for _, d := range f.Decls {
					if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
						p.locals = map[string]ast.Expr{}
						p.walk(fn.Body, filepath.Base(name), fn.Name.Name, 0)
					}
				}
			}
			p.unused(folder.Name())
			for _, u := range p.uses {
				u.file = folder.Name() + "/" + u.file
				all = append(all, u)
			}
		}
	}
	print(all)
}
