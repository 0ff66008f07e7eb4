{{/*
What holds for every pod: no account at the cluster's API, no root, no rights that a process does not need.
Call: include "caelum.podSecurity" (list $ uid)
*/}}
{{- define "caelum.podSecurity" -}}
{{- $root := index . 0 -}}
{{- $uid := index . 1 -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: {{ $uid }}
  runAsGroup: {{ $uid }}
  fsGroup: {{ $uid }}
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- with $root.Values.images.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "caelum.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end }}

{{/* Pods of a part go to different nodes and zones if they can. */}}
{{- define "caelum.spread" -}}
topologySpreadConstraints:
  {{- range $key := list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
  - maxSkew: 1
    topologyKey: {{ $key }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "caelum.selector" $ | nindent 8 }}
  {{- end }}
{{- end }}

{{/* A process that does not live is restarted; one that is not ready gets no requests and says what it waits for. */}}
{{- define "caelum.probes" -}}
startupProbe:
  httpGet: {path: /q/health/live, port: http}
  periodSeconds: 2
  failureThreshold: 90
livenessProbe:
  httpGet: {path: /q/health/live, port: http}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: {path: /q/health/ready, port: http}
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 3
{{- end }}

{{/* A password of ours as a variable. Call: include "caelum.secretVariable" (list $ "VARIABLE" "secret" "key") */}}
{{- define "caelum.secretVariable" -}}
- name: {{ index . 1 }}
  valueFrom:
    secretKeyRef:
      name: {{ include "caelum.name" (list (index . 0) (index . 2)) }}
      key: {{ index . 3 }}
{{- end }}

{{/* What every process of ours is told. */}}
{{- define "caelum.commonSettings" -}}
{{- include "caelum.secretVariable" (list . "CAELUM_BUS_URL" "bus" "url") }}
- name: CAELUM_PUBLIC_URL
  value: {{ .Values.publicUrl | quote }}
- name: CAELUM_HOST
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: QUARKUS_HTTP_PORT
  value: "8080"
# a Service keeps its address, a pod does not
- name: QUARKUS_VERTX_RESOLVER_CACHE_MAX_TIME_TO_LIVE
  value: "2"
# a blank sends spans to the gateway only
- name: QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT
  value: " "
{{- end }}

{{/* Call: include "caelum.databaseSettings" (list $ "identity") */}}
{{- define "caelum.databaseSettings" -}}
{{- $root := index . 0 -}}
{{- $name := index . 1 -}}
- name: QUARKUS_DATASOURCE_REACTIVE_URL
  value: {{ printf "postgresql://%s:5432/%s" (include "caelum.name" (list $root (printf "postgres-%s" $name))) $name }}
- name: QUARKUS_DATASOURCE_JDBC_URL
  value: {{ printf "jdbc:postgresql://%s:5432/%s" (include "caelum.name" (list $root (printf "postgres-%s" $name))) $name }}
- name: QUARKUS_DATASOURCE_USERNAME
  value: {{ $name }}
{{ include "caelum.secretVariable" (list $root "QUARKUS_DATASOURCE_PASSWORD" (printf "postgres-%s" $name) "password") }}
{{- end }}

{{- define "caelum.claim" -}}
accessModes: [{{ .accessMode | default "ReadWriteOnce" }}]
{{- with .storageClass }}
storageClassName: {{ . }}
{{- end }}
resources:
  requests:
    storage: {{ .size }}
{{- end }}
