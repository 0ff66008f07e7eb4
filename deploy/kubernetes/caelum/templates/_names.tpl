{{/* Of one part. Call: include "caelum.name" (list $ "identity-svc") */}}
{{- define "caelum.name" -}}
{{- $root := index . 0 -}}
{{- printf "%s-%s" $root.Release.Name (index . 1) | trunc 63 | trimSuffix "-" -}}
{{- end }}

{{/* What selects the pods of one part. */}}
{{- define "caelum.selector" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: {{ index . 1 }}
app.kubernetes.io/instance: {{ $root.Release.Name }}
{{- end }}

{{- define "caelum.labels" -}}
{{- $root := index . 0 -}}
{{ include "caelum.selector" . }}
app.kubernetes.io/part-of: caelum
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version }}
{{- end }}

{{/* One of our own images. */}}
{{- define "caelum.image" -}}
{{- $root := index . 0 -}}
{{ printf "%s/%s:%s" $root.Values.images.registry (index . 1) $root.Values.images.tag }}
{{- end }}
